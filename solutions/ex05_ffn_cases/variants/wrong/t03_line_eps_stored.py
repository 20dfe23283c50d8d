"""The line that stores eps is taken for the one that holds the number.

Loses: t3-review
Says: this line stores the number, another one holds it
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 17}
order = ["centred", "gain_offset", "eps", "bias"]
