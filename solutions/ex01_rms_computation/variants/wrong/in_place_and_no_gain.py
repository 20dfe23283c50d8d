"""The input is divided in place, and the gain is left out.

Loses: t5-gain-bias, t5-unchanged
Says: the gain was left out
Contains: normalizes_in_place, gain_missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    x /= row_rms + eps
    return x + beta
