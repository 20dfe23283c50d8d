"""Only the signs; zeros stay zero.

Loses: t8-counter-example
Says: zero components stay 0
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return np.sign(h)
