"""The loader's line is given for the bias, and the missing 1 is placed first.

Loses: t3-review
Says: the loader lets it pass, but another line creates the parameter
Contains: t03_line_bias_loader t03_order_gain_first
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-answers
lines = {"centred": 23, "gain_offset": 22, "bias": 27, "eps": 15}
order = ["gain_offset", "centred", "eps", "bias"]
