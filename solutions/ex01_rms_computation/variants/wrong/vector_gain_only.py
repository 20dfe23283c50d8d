"""Gain and bias must be tensors; plain numbers fail.

Loses: t5-gain-bias
Says: 'float' object has no attribute 'to'
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha.to(x.dtype) * x / (row_rms + eps) + beta.to(x.dtype)
