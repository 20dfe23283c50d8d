"""Noise is added, not the same number for every component.

Loses: t6-shift, t6-narrow
Says: a shift that changes every component equally was not tried
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    return torch.allclose(norm(rows + torch.randn_like(rows)), norm(rows), atol=1e-6)
