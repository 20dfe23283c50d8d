"""The shifted mean is added to the RMS as squares, without taking the old mean out.

Loses: t3-code
Says: the old mean was not taken out of the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return ((mean + shift) ** 2 + r**2) ** 0.5
