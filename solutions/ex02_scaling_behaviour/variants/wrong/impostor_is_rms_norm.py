"""RMSNorm itself.

Loses: t8-counter-example
Says: this is RMSNorm itself
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return h / np.sqrt(np.mean(h**2))
