"""Only factors below 1 are tried.

Loses: t6-narrow
Says: only factors below 1 were tried
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return all(torch.allclose(norm(c * rows), norm(rows), atol=1e-6) for c in [0.7, 0.3, 0.02])
