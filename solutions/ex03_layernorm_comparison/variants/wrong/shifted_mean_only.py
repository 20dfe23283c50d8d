"""The mean of the shifted row is returned.

Loses: t3-code
Says: the mean of the shifted row was given
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return mean + shift
