"""The placeholders are left as they are.

Loses: t3-review
Says: the placeholder has not been replaced yet
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = ...
order = ...
