"""The fix adds eps and keeps the fixed number in front.

Loses: t3-fix
Says: the mended code for rows near the root of eps
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + 1e-6 + epsilon)"}
