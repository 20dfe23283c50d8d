"""The result stays in float32.

Loses: t3-dtype
Says: the result for torch.float16 input has the dtype of x
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.float().square().mean(dim=-1, keepdim=keepdim).sqrt()
