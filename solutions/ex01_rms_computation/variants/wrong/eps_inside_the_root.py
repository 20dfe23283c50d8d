"""eps is added to the mean square, inside the root.

Loses: t5-eps
Says: eps was added inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    mean_square = x.square().mean(dim=-1, keepdim=True)
    return alpha * x / (mean_square + eps).sqrt() + beta
