"""A negative factor is tried, which turns the signs.

Loses: t6-scale, t6-narrow
Says: a factor that is zero or negative
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return all(torch.allclose(norm(c * rows), norm(rows), atol=1e-6) for c in [-2.0, 0.3, 7.0])
