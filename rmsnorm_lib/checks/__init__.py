"""Checks whose failures explain themselves: what was expected, what came, the likely cause, where to read."""

from rmsnorm_lib.checks.comparison import assert_close, assert_dtype, assert_shape
from rmsnorm_lib.checks.exercises import run_public_checks
from rmsnorm_lib.checks.watch import no_library_norms

__all__ = ["assert_close", "assert_dtype", "assert_shape", "no_library_norms", "run_public_checks"]
