"""Names the line with def twice.

Loses: t6-one-line t6-both-lines
Says: only names the function
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [7, 7]
