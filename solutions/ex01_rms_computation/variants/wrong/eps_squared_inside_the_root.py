"""The square of eps is added inside the root.

Loses: t5-eps
Says: the square of eps was added inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    mean_square = x.square().mean(dim=-1, keepdim=True)
    return alpha * x / (mean_square + eps**2).sqrt() + beta
