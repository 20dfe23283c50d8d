"""Builds the CPU kernel, a C++ file without dependencies, and its autograd node, where there is a compiler.

Both are optional. Without the kernel the library computes with PyTorch's own operations. The node needs the headers of
PyTorch: it is built where PyTorch can be imported, which takes `pip install --no-build-isolation`, and it serves that
version of PyTorch alone; without it, small tensors take longer. RMSNORM_LIB_PURE=1 leaves out both, which gives a wheel
for every platform. Everything else about the package stands in pyproject.toml.
"""

import os
import platform
import re
import sys

from setuptools import Extension, setup

# One build for each instruction set; rmsnorm_lib/kernels/cpu.py loads the best one that the processor has
INSTRUCTION_SETS = {"generic": []}
if platform.machine() in ("x86_64", "AMD64"):
    INSTRUCTION_SETS = {"avx2": ["-march=x86-64-v3"], "avx512": ["-march=x86-64-v4"]}
# Compiled for OpenMP but not linked with it: the symbols are found in the OpenMP library that PyTorch has loaded, so
# that both share one pool of threads. Apple's compiler has no OpenMP; there the kernel uses one thread.
OPENMP = ["-fopenmp"] if sys.platform == "linux" else ["-fopenmp-simd"]


def kernels() -> list[Extension]:
    return [
        Extension(
            f"rmsnorm_lib.kernels._cpu_{name}",
            ["rmsnorm_lib/kernels/cpu.cpp"],
            depends=["rmsnorm_lib/kernels/cpu.h"],
            language="c++",
            extra_compile_args=["-std=c++17", "-O3", "-fno-math-errno", "-fno-trapping-math", *OPENMP, *flags],
            optional=True,
        )
        for name, flags in INSTRUCTION_SETS.items()
    ]


def autograd_node() -> list[Extension]:
    try:
        import torch
        from torch.utils.cpp_extension import CppExtension
    except ImportError:
        return []
    name = "_autograd_" + re.sub(r"\W", "_", torch.__version__)  # as in rmsnorm_lib/kernels/native.py
    return [
        CppExtension(
            f"rmsnorm_lib.kernels.{name}",
            ["rmsnorm_lib/kernels/autograd.cpp"],
            depends=["rmsnorm_lib/kernels/cpu.h"],
            define_macros=[("RMSNORM_LIB_MODULE", name)],
            extra_compile_args=["-std=c++20", "-O2", "-g0", "-fvisibility=hidden"],
            optional=True,
        )
    ]


wanted = sys.platform in ("linux", "darwin") and os.environ.get("RMSNORM_LIB_PURE") != "1"
setup(ext_modules=[*kernels(), *autograd_node()] if wanted else [])
