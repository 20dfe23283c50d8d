"""Outputs must be equal to the last bit.

Loses: t6-scale, t6-narrow
Says: rounding counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    scales = [0.02, 0.7, 1.3, 45.0]
    return all(torch.equal(norm(c * rows), norm(rows)) for c in scales)
