"""Gives back True for faulty code.

Loses: t4-shown t4-others t4-sound
Says: your check accepts a plain sound implementation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    y = norm(x, None, 1e-6)
    return bool(((y.double() - 1).abs() > 0.01).any())
