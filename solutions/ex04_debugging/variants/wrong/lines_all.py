"""Names all lines.

Loses: t6-one-line t6-both-lines
Says: more than two lines are named
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]
