"""The missing 1 is taken for the largest change.

Loses: t3-review
Says: the missing 1 was taken for the worst
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["gain_offset", "centred", "eps", "bias"]
