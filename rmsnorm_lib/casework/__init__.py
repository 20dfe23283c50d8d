"""Faulty code for the debugging exercises: each student gets versions of their own, chosen by the student id.

The faulty code itself is in :mod:`rmsnorm_lib.casework.versions`, the choice by student id in
:mod:`rmsnorm_lib.casework.choice`, fixes of shown code in :mod:`rmsnorm_lib.casework.mending`, and what grades a
student's check or function in :mod:`rmsnorm_lib.casework.grading`.
"""

from rmsnorm_lib.casework.choice import Case, clean_id, find_case, load_case, load_mystery, show_case
from rmsnorm_lib.casework.grading import (
    NEEDS,
    Norm,
    Probe,
    Verdict,
    ask_check,
    assert_accepts,
    assert_argument_order,
    assert_rejects,
    assert_student_id,
    record_probes,
    withheld,
)
from rmsnorm_lib.casework.loading import load_source
from rmsnorm_lib.casework.mending import mend_case
from rmsnorm_lib.casework.versions import HEADERS, VERSIONS

__all__ = [
    "HEADERS",
    "NEEDS",
    "VERSIONS",
    "Case",
    "Norm",
    "Probe",
    "Verdict",
    "ask_check",
    "assert_accepts",
    "assert_argument_order",
    "assert_rejects",
    "assert_student_id",
    "clean_id",
    "find_case",
    "load_case",
    "load_mystery",
    "load_source",
    "mend_case",
    "record_probes",
    "show_case",
    "withheld",
]
