"""The conversion to float32 comes after the squaring.

Loses: t3-low-precision
Says: the squares overflowed: they were formed in float16
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.square().float().mean(dim=-1, keepdim=keepdim).sqrt().to(x.dtype)
