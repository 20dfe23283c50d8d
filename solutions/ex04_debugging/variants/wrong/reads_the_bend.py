"""Reads where the curve bends.

Loses: t3-plot
Says: this is where the curve bends
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.0018
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
