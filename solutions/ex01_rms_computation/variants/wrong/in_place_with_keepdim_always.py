"""The input is squared in place, and the last dimension is always kept.

Loses: t3-values, t3-unchanged
Says: x was squared in place
Contains: squares_in_place, keepdim_always
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.float().square_().mean(dim=-1, keepdim=True).sqrt().to(x.dtype)
