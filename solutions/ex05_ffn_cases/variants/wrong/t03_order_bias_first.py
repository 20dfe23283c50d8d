"""The bias is taken for the largest change, as on the page.

Loses: t3-review
Says: stays at zero and changes nothing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 19, "eps": 15}
order = ["bias", "centred", "gain_offset", "eps"]
