"""Own and shared are exchanged.

Loses: t6-hand
Says: this is the value with one RMS for the batch
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 0.33
third_own = 1.67
first_shared = 1.0
third_shared = 1.0
