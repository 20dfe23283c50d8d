"""Names the line that chooses the wide dtype.

Loses: t4-line
Says: this line does what its name says
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
t4_line = 8
