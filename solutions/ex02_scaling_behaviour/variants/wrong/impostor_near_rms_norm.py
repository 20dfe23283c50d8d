"""RMSNorm with a tiny change.

Loses: t8-counter-example
Says: this is RMSNorm itself, or very near it
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    y = h / np.sqrt(np.mean(h**2)) + 1e-6
    return y / np.sqrt(np.mean(y**2))
