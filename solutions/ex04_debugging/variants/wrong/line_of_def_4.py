"""Names the line with def.

Loses: t4-line
Says: this line holds the name of the function
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
t4_line = 6
