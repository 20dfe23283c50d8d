"""RMS layer normalization in the published conventions, tested against a float64 reference, on CPU and GPU."""

from rmsnorm_lib.conventions import CONVENTIONS, GEMMA, LLAMA, PAPER, T5, TORCH, Convention
from rmsnorm_lib.devices import get_device
from rmsnorm_lib.diagnosis import Diagnosis, diagnose
from rmsnorm_lib.functional import add_rms_norm, layer_norm, rms, rms_norm
from rmsnorm_lib.modules import RMSNorm

__version__ = "0.1.0"

__all__ = [
    "CONVENTIONS",
    "GEMMA",
    "LLAMA",
    "PAPER",
    "T5",
    "TORCH",
    "Convention",
    "Diagnosis",
    "RMSNorm",
    "add_rms_norm",
    "diagnose",
    "get_device",
    "layer_norm",
    "rms",
    "rms_norm",
]
