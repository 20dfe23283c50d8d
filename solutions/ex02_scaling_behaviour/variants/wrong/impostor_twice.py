"""Twice the RMSNorm.

Loses: t8-counter-example
Says: the output has RMS 2
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return 2 * h / np.sqrt(np.mean(h**2))
