"""Reads the logarithmic axis a decade too low.

Loses: t3-plot
Says: one tenth of the value
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 5.8e-05
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon)"}
