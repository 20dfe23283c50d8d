"""Only the RMS of the outputs is compared.

Loses: t6-scale
Says: only the RMS of the output was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-scale-answer
import torch


def is_scale_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    scales = [0.02, 0.7, 1.3, 45.0]
    return all(
        torch.allclose(norm(c * rows).square().mean(dim=-1), norm(rows).square().mean(dim=-1), atol=1e-6)
        for c in scales
    )
