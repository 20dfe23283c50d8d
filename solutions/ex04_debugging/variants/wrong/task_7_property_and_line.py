"""Names the property of the dtype and the line of the view.

Loses: t7-property t7-line
Says: float32 matters here for another reason
Contains: property_dtype_7 line_of_the_view
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "dtype"
t7_line = 11
t7_fix = {13: "rows = rows / rms"}
