"""Gives a number instead of a list.

Loses: t6-one-line t6-both-lines
Says: it is not a list
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = 15
