"""Names the line with return.

Loses: t5-line
Says: this line only uses a wrong result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
t5_line = 13
