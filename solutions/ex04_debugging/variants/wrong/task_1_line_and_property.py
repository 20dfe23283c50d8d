"""Names the line of the mean and the property of small rows.

Loses: t1-line t1-property
Says: this sentence is false as well
Contains: line_of_the_mean property_small_inputs
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 11
t1_property = "small_inputs"
