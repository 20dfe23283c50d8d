"""The mean square of the shifted row is returned.

Loses: t3-code
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return (mean + shift) ** 2 + r**2 - mean**2
