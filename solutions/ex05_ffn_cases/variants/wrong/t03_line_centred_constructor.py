"""The line that names the new class is taken for the one that centres.

Loses: t3-review
Says: this line chooses a class, not the property in question
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 5, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
