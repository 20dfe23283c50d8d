"""Outputs must be equal to the last bit.

Loses: t6-shift, t6-narrow
Says: rounding was not allowed for
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    shifts = [-9.3, -0.7, 0.4, 8.6]
    return all(torch.equal(norm(rows + c), norm(rows)) for c in shifts)
