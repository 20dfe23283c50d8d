"""The gate is a sigmoid.

Loses: t6-feature
Says: the sigmoid was used in place of swish
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    def gelu(z):
        return F.gelu(torch.tensor(z, dtype=torch.float64)).item()

    def swish(z):
        return F.silu(torch.tensor(z, dtype=torch.float64)).item()

    s = (1 - m**2) ** 0.5
    a = delta
    b = m + s * delta
    return a, gelu(u * a), b, swish(g * b) / (g * b) * u * b
