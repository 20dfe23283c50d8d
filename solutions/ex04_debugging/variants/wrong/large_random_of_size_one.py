"""Tries normal random numbers.

Loses: t4-shown t4-others t4-sound
Says: no float16 number in your check is so large
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.randn(4, 64, generator=torch.Generator().manual_seed(0)).half()
    y = norm(x, None, 1e-6)
    assert ((y.double().square().mean(-1).sqrt() - 1).abs() < 0.01).all()
