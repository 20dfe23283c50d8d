"""The two readings are exchanged.

Loses: t3-plot
Says: this was read from the other curve
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.00058
t3_half_shown = 0.0058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
