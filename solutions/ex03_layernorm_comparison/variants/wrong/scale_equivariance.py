"""The output of the scaled row is compared with the scaled output.

Loses: t6-scale, t6-narrow
Says: was compared with the scaled output
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    scales = [0.02, 0.7, 1.3, 45.0]
    return all(torch.allclose(norm(c * rows), c * norm(rows), atol=1e-6) for c in scales)
