"""The squares are formed in the dtype of x, and keepdim is not passed on.

Loses: t3-keepdim, t3-low-precision
Says: the squares overflowed: they were formed in float16
Contains: squares_in_low_precision, keepdim_ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.square().mean(dim=-1).sqrt()
