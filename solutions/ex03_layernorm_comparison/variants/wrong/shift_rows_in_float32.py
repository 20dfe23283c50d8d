"""The rows are in float32, where rounding hides or makes differences.

Loses: t6-shift, t6-narrow
Says: float32 rows were made
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    rows = torch.randn(6, d, generator=torch.Generator().manual_seed(3))
    return all((norm(rows + c) - norm(rows)).abs().max() < 1e-3 for c in (-9.3, -0.7, 0.4, 8.6))
