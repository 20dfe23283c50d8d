"""The line that reads the bias is taken for the one that creates it.

Loses: t3-review
Says: this line uses the bias, another one creates it
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 22, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
