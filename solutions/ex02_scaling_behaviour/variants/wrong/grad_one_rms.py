"""One RMS for the whole batch.

Loses: t4-values
Says: one RMS for the whole batch
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean() + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean())
