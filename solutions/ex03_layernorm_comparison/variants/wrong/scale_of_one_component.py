"""Only the first component is scaled.

Loses: t6-scale, t6-narrow
Says: not the same for all components
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    scaled = rows.clone()
    scaled[:, 0] *= 3.7
    return torch.allclose(norm(scaled), norm(rows), atol=1e-6)
