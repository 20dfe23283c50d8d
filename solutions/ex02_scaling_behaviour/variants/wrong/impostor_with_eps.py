"""Minus RMSNorm with eps.

Loses: t8-counter-example
Says: eps holds the output of small rows down
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return -h / np.sqrt(np.mean(h**2) + 1e-5)
