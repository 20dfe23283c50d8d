"""Builds the CPU kernel, a C++ file without dependencies, where there is a compiler.

The kernel is optional: without it the library computes with PyTorch's own operations. RMSNORM_LIB_PURE=1 leaves it
out, which gives a wheel for every platform. Everything else about the package stands in pyproject.toml.
"""

import os
import platform
import sys

from setuptools import Extension, setup

# One build for each instruction set; rmsnorm_lib/kernels/cpu.py loads the best one that the processor has
INSTRUCTION_SETS = {"generic": []}
if platform.machine() in ("x86_64", "AMD64"):
    INSTRUCTION_SETS = {"avx2": ["-march=x86-64-v3"], "avx512": ["-march=x86-64-v4"]}
# Compiled for OpenMP but not linked with it: the symbols are found in the OpenMP library that PyTorch has loaded, so
# that both share one pool of threads. Apple's compiler has no OpenMP; there the kernel uses one thread.
OPENMP = ["-fopenmp"] if sys.platform == "linux" else ["-fopenmp-simd"]

setup(
    ext_modules=[
        Extension(
            f"rmsnorm_lib.kernels._cpu_{name}",
            ["rmsnorm_lib/kernels/cpu.cpp"],
            language="c++",
            extra_compile_args=["-std=c++17", "-O3", "-fno-math-errno", "-fno-trapping-math", *OPENMP, *flags],
            optional=True,
        )
        for name, flags in INSTRUCTION_SETS.items()
        if sys.platform in ("linux", "darwin") and os.environ.get("RMSNORM_LIB_PURE") != "1"
    ]
)
