"""Gives the exponents of ten.

Loses: t3-plot
Says: this is the exponent of ten
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = -2.24
t3_half_shown = -3.24
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
