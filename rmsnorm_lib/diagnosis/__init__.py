"""Finds out, by probing, which convention an implementation follows and what is wrong with it.

Source code is never read. What is measured directly is in :mod:`rmsnorm_lib.diagnosis.measure`, the inputs that tell
faults apart in :mod:`rmsnorm_lib.diagnosis.probes`, the naming of faults in :mod:`rmsnorm_lib.diagnosis.fingerprints`.
"""

from rmsnorm_lib.diagnosis.diagnose import diagnose
from rmsnorm_lib.diagnosis.report import Diagnosis, Finding

__all__ = ["Diagnosis", "Finding", "diagnose"]
