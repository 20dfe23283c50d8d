"""The initial value of the gain is taken for what multiplies the row.

Loses: t3-review
Says: the parameter is overwritten by the checkpoint; what counts is how it is used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 18, "bias": 19, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
