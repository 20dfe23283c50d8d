"""The fix adds eps twice.

Loses: t3-fix
Says: eps is added twice
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + 2 * epsilon)"}
