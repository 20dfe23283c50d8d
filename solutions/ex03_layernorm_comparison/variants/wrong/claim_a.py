"""One reduction less is thought to help everywhere.

Loses: t7-claim
Says: a reduction over numbers in fast memory moves nothing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 0.38
claim = "A"
