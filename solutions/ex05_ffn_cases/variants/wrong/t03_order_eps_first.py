"""Small rows are taken to make eps the largest change.

Loses: t3-review
Says: far above both values of eps
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["eps", "centred", "gain_offset", "bias"]
