"""Names the line with def.

Loses: t5-line
Says: this line holds the name of the function
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
t5_line = 5
