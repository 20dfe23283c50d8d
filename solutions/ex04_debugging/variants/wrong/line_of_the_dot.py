"""Names the line of the dot product, which is right.

Loses: t5-line
Says: this line does what its name says
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
t5_line = 11
