"""The squares of RMS and shift are added: the mixed term is missing.

Loses: t3-code
Says: the shift was treated as a row of its own
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return (r**2 + shift**2) ** 0.5
