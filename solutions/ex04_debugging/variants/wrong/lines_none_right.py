"""Names two lines that are right.

Loses: t6-one-line t6-both-lines
Says: these lines are right
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [13, 14]
