"""Writes the property in words of its own.

Loses: t1-property
Says: not one of the names in the table
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "the output has RMS 1"
