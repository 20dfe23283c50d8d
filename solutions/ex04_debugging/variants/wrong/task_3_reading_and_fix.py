"""Exchanges the readings and puts eps outside.

Loses: t3-plot t3-fix
Says: eps stands outside the root
Contains: readings_exchanged fix_eps_outside
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.00058
t3_half_shown = 0.0058
t3_line = 11
t3_fix = {11: "inv_rms = 1 / (torch.sqrt(mean_square) + epsilon)"}
