"""The fix adds the square of eps.

Loses: t3-fix
Says: the square of eps stands under the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon**2)"}
