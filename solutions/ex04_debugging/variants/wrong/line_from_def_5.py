"""Counts from the line with def.

Loses: t5-line
Says: counted from the line with def
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
t5_line = 8
