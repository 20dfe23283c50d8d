"""The only factor tried is 1.

Loses: t6-scale, t6-narrow
Says: the rows were not scaled
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return torch.allclose(norm(1.0 * rows), norm(rows), atol=1e-6)
