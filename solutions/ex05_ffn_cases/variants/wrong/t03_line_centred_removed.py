"""A removed line is given for the mean.

Loses: t3-review
Says: a removed line: the new code subtracts the mean, the old one does not
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 10, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
