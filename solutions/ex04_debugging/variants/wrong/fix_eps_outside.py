"""The fix puts eps outside the root.

Loses: t3-fix
Says: eps stands outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = 1 / (torch.sqrt(mean_square) + epsilon)"}
