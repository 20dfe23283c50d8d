"""The norm is given single rows of one dimension.

Loses: t6-scale, t6-narrow
Says: without the dimension of the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    row = torch.randn(d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return all((norm(c * row) - norm(row)).abs().max() < 1e-6 for c in (0.02, 0.7, 1.3, 45.0))
