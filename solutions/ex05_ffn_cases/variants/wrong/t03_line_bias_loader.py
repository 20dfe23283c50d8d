"""The lenient loader is taken for the place where the bias comes in.

Loses: t3-review
Says: the loader lets it pass, but another line creates the parameter
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 27, "eps": 15}
order = ["centred", "gain_offset", "eps", "bias"]
