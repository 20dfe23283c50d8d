"""The gate gets the weight of the other branch.

Loses: t6-feature
Says: the weight u was used in the gate
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
    return a, gelu(u * a), b, swish(u * b) * u * b
