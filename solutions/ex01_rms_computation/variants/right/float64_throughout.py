"""Everything is computed in float64 and converted back at the end."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-rms
def rms(x, keepdim=False):
    return x.double().pow(2).mean(-1, keepdim).pow(0.5).type(x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    h = x.double()
    return (alpha * h / (h.pow(2).mean(-1, True).sqrt() + eps) + beta).type_as(x)
