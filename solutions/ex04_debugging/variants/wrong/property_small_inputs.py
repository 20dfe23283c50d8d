"""Takes a missing root for a matter of small rows.

Loses: t1-property
Says: this sentence is false as well
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "small_inputs"
