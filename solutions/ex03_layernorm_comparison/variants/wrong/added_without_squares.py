"""Mean and standard deviation are added without squares.

Loses: t3-code
Says: mean and standard deviation were added up without squares
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return abs(mean + shift) + (r**2 - mean**2) ** 0.5
