import os

import torch
from hypothesis import settings

if not torch.cuda.is_available():
    # Triton reads this when it is imported for the first time, which compilers and model libraries may do early
    os.environ["TRITON_INTERPRET"] = "1"

# No test is timed; the same examples on every machine, so that a red test can be repeated
settings.register_profile("course", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("course")
