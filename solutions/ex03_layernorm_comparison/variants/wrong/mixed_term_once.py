"""The mixed term lacks its factor 2.

Loses: t3-code
Says: the mixed term of the square needs the factor 2
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return abs(r**2 + shift * mean + shift**2) ** 0.5
