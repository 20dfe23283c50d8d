"""The factor s and the weight of the other branch are missing.

Loses: t6-feature
Says: property: small_feature
Contains: t06_no_s_in_b, t06_no_u_in_b
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
    return a, gelu(u * a), b, swish(g * b) * b
