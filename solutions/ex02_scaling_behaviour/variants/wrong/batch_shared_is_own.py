"""One RMS for the batch is thought to change nothing.

Loses: t6-hand
Says: this is the value for rows with an RMS of their own
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 1.0
third_shared = 1.0
