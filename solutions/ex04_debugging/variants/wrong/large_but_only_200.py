"""Takes 200, whose square still fits.

Loses: t4-shown t4-others t4-sound
Says: no float16 number in your check is so large
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 200.0, dtype=torch.float16)
    y = norm(x, None, 1e-6)
    assert ((y.double() - 1).abs() < 0.01).all()
