"""The standard deviation is taken to be RMS minus mean.

Loses: t3-code
Says: as RMS minus mean
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return ((mean + shift) ** 2 + (r - mean) ** 2) ** 0.5
