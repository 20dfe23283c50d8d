"""The call that leaves eps out is given.

Loses: t3-review
Says: the number is left out here, and stands elsewhere
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 5}
order = ["centred", "gain_offset", "eps", "bias"]
