"""Only whole numbers are tried as shifts.

Loses: t6-narrow
Says: only whole numbers were tried as shifts
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return all(torch.allclose(norm(rows + c), norm(rows), atol=1e-6) for c in [-7, -1, 2, 10])
