"""eps is added inside the root, and the bias is left out.

Loses: t5-gain-bias, t5-eps, t5-zero-row
Says: the bias was left out
Contains: eps_inside_the_root, bias_missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    mean_square = x.square().mean(dim=-1, keepdim=True)
    return alpha * x / (mean_square + eps).sqrt()
