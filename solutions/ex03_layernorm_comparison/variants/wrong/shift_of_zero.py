"""The only shift tried is zero.

Loses: t6-shift, t6-narrow
Says: the rows were not shifted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return torch.allclose(norm(rows + 0.0), norm(rows), atol=1e-6)
