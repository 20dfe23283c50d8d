"""The fix loses the root.

Loses: t3-fix
Says: the root is left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = 1 / (mean_square + epsilon)"}
