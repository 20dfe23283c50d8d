"""LayerNorm is thought to divide by the RMS.

Loses: t6-feature
Says: the feature of A was divided by the RMS, not by the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    def gelu(z):
        return F.gelu(torch.tensor(z, dtype=torch.float64)).item()

    def swish(z):
        return F.silu(torch.tensor(z, dtype=torch.float64)).item()

    s = (1 - m**2) ** 0.5
    a = s * delta
    b = m + s * delta
    return a, gelu(u * a), b, swish(g * b) * u * b
