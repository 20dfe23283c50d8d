"""The line with the old eps is given.

Loses: t3-review
Says: a removed line: this is where the old number stood
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 4}
order = ["centred", "gain_offset", "eps", "bias"]
