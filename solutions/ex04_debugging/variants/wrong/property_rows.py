"""Takes it for rows that depend on each other.

Loses: t1-property
Says: change one row and look at the others
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "row_independence"
