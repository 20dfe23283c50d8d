"""Only the first component is compared.

Loses: t6-narrow
Says: only the first component was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    scales = [0.02, 0.7, 1.3, 45.0]
    return all(torch.allclose(norm(c * rows)[:, 0], norm(rows)[:, 0], atol=1e-6) for c in scales)
