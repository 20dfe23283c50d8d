"""Differences up to 0.8 count as equal, which hides a small eps.

Loses: t6-narrow
Says: the tolerance is too large for small differences
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return all(torch.allclose(norm(c * rows), norm(rows), atol=0.3) for c in [0.05, 0.7, 1.3, 45.0])
