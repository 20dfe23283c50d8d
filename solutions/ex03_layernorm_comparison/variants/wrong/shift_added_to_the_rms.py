"""The shift is added to the RMS.

Loses: t3-code
Says: the shift was added to the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return r + shift
