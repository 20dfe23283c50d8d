"""Names the line that widens the squares.

Loses: t4-line
Says: this line only uses a wrong result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
t4_line = 10
