"""One RMS is used for the whole tensor, and eps is not used.

Loses: t5-values, t5-eps, t5-zero-row
Says: one RMS over all dimensions
Contains: norm_over_all_dimensions, eps_ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    return alpha * x / x.square().mean().sqrt() + beta
