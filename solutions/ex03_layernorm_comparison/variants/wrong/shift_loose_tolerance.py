"""Differences up to 0.1 count as equal.

Loses: t6-narrow
Says: the tolerance is too large for small differences
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    shifts = [-9.3, -0.7, 0.4, 8.6]
    return all(torch.allclose(norm(rows + c), norm(rows), atol=0.1) for c in shifts)
