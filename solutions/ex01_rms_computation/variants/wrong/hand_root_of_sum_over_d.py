"""By hand, the root of the sum is divided by the number of components.

Loses: t1-first, t1-second
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 1.77
rms_second = 1.36
