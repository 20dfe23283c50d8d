"""Dimension 1 is reduced, whatever the rank.

Loses: t5-values, t5-shapes
Says: dimension 1 was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=1, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps) + beta
