"""The placeholders are left as they are.

Loses: t4-cause
Says: the placeholder has not been replaced yet
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = ...
refuted_by = ...
