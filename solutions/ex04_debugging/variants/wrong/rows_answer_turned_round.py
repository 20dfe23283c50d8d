"""Gives back True for faulty code and False for sound code.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: your check accepts a plain sound implementation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    x = torch.randn(2, 4, 8, generator=torch.Generator().manual_seed(1))
    alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, 8)]).reshape(x.shape)
    return not torch.allclose(norm(x, None, 1e-6), alone, atol=1e-4)
