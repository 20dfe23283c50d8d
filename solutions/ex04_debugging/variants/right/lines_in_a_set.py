"""The two lines of task 6 are a set; order does not matter there."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = {18, 15}
