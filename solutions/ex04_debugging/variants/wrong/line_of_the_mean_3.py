"""Names the line of the mean square, which is right.

Loses: t3-line
Says: this line does what its name says
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 10
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
