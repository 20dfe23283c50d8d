"""The squares are formed in the dtype of x and overflow in float16.

Loses: t3-low-precision
Says: the squares overflowed: they were formed in float16
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.square().mean(dim=-1, keepdim=keepdim).sqrt()
