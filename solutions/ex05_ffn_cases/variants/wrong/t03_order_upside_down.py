"""The order runs from the smallest to the largest.

Loses: t3-review
Says: the order is upside down
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["bias", "eps", "gain_offset", "centred"]
