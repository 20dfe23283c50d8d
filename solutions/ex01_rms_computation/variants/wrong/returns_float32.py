"""The result stays in float32.

Loses: t3-dtype
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.float().square().mean(dim=-1, keepdim=keepdim).sqrt()
