"""The removed line with the 1 is given for the gain.

Loses: t3-review
Says: a removed line: it shows what is lost, the question asks for the new line
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 11, "bias": 19, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
