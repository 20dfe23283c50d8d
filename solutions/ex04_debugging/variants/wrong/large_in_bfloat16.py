"""Tries bfloat16, whose range is that of float32.

Loses: t4-shown t4-others t4-sound
Says: never calls the implementation with float16
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.bfloat16)
    y = norm(x, None, 1e-6)
    assert ((y.double() - 1).abs() < 0.01).all()
