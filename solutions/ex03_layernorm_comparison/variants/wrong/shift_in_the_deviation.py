"""The shift is added to the standard deviation, not to the mean.

Loses: t3-code
Says: the shift was added to the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    std = (r**2 - mean**2) ** 0.5
    return (mean**2 + (std + shift) ** 2) ** 0.5
