"""float() of a float32 tensor is the same tensor, and square_() overwrites it.

Loses: t3-unchanged
Says: x was squared in place
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.float().square_().mean(dim=-1, keepdim=keepdim).sqrt().to(x.dtype)
