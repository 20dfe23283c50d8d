"""Checks whose failures explain themselves: what was expected, what came, the likely cause, where to read."""

from rmsnorm_lib.checks.comparison import assert_close, assert_dtype, assert_shape
from rmsnorm_lib.checks.exercises import run_check, run_public_checks
from rmsnorm_lib.checks.properties import CHECKS, Check, check_all
from rmsnorm_lib.checks.report import Report, Result
from rmsnorm_lib.checks.watch import no_library_norms

__all__ = [
    "CHECKS",
    "Check",
    "Report",
    "Result",
    "assert_close",
    "assert_dtype",
    "assert_shape",
    "check_all",
    "no_library_norms",
    "run_check",
    "run_public_checks",
]
