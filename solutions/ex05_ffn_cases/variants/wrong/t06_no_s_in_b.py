"""The deviations are thought to keep their size behind RMSNorm.

Loses: t6-feature
Says: the factor s is missing in design B
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
    b = m + delta
    return a, gelu(u * a), b, swish(g * b) * u * b
