"""The RMS before the shift is returned, as if RMS were shift invariant.

Loses: t3-code
Says: the RMS before the shift was given
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return r
