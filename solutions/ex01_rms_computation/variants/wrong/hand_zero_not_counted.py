"""By hand, the component 0 is not counted in d.

Loses: t1-second
Says: the zero was not counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 3.54
rms_second = 3.39
