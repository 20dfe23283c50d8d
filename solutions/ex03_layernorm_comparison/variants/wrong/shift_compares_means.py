"""Only the means of the outputs are compared.

Loses: t6-shift
Says: only the mean of the output was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    shifts = [-9.3, -0.7, 0.4, 8.6]
    return all(torch.allclose(norm(rows + c).mean(dim=-1), norm(rows).mean(dim=-1), atol=1e-6) for c in shifts)
