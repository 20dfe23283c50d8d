"""Demands that no output is zero.

Loses: t4-others
Says: what your check asks of the outputs holds
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    y = norm(x, None, 1e-6)
    assert (y != 0).all()
