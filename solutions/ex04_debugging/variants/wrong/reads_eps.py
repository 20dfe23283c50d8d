"""Takes eps for the place of one half.

Loses: t3-plot
Says: this is eps itself
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.0001
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
