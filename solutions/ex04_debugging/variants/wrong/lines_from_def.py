"""Counts from the line with def.

Loses: t6-one-line t6-both-lines
Says: counted from the line with def
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [9, 12]
