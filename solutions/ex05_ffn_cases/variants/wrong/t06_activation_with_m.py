"""Behind the norm A is right, and its activation is given the feature with its mean.

Loses: t6-feature
Says: m was used in the activation of design A
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
import math


def small_feature(delta, m, g, u):
    in_b = m + (1 - m**2) ** 0.5 * delta
    out_a = u * in_b * 0.5 * (1 + math.erf(u * in_b / 2**0.5))
    return delta, out_a, in_b, g * in_b / (1 + math.exp(-g * in_b)) * u * in_b
