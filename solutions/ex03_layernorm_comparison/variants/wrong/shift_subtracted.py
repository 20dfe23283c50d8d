"""The shift is subtracted.

Loses: t3-code
Says: the shift was subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return ((mean - shift) ** 2 + r**2 - mean**2) ** 0.5
