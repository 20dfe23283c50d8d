"""Names one line only.

Loses: t6-both-lines
Says: only one line is named
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [18]
