"""The fix calls the norm of torch.

Loses: t3-fix
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "return torch.nn.functional.rms_norm(wide, wide.shape[-1:], gain, epsilon).to(hidden.dtype)"}
