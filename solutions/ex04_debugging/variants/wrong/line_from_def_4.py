"""Counts from the line with def.

Loses: t4-line
Says: counted from the line with def
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
t4_line = 4
