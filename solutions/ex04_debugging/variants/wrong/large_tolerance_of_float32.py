"""Compares float16 results with the tolerance of float32.

Loses: t4-sound
Says: its tolerance is less than the rounding of float16
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    y = norm(x, None, 1e-6)
    assert torch.allclose(y.float(), torch.ones_like(y).float(), atol=1e-6)
