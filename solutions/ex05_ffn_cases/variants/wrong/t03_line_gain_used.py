"""The gain is said to be chosen where it is used, in the line that subtracts the mean.

Loses: t3-review
Says: four different ones
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 23, "bias": 19, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
