"""Uses an eps as large as the mean square and demands it under the root.

Loses: t4-sound
Says: it demands one place of eps
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    y = norm(x, None, 90000.0)
    assert ((y.double() - 0.5**0.5).abs() < 0.01).all()
