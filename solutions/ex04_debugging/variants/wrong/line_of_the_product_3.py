"""Names the line that uses the wrong factor.

Loses: t3-line
Says: this line only uses a wrong result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 12
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
