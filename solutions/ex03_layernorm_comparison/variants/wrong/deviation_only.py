"""The standard deviation is returned, which the shift does not change.

Loses: t3-code
Says: the standard deviation was given
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return (r**2 - mean**2) ** 0.5
