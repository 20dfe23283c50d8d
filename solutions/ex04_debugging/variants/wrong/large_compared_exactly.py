"""Demands exactly one.

Loses: t4-sound
Says: its tolerance is less than the rounding of float16
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    y = norm(x, None, 1e-6)
    assert (y == 1).all()
