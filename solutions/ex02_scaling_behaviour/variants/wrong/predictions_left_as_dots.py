"""The predictions of task 3 are left as they are.

Loses: t3-factor, t3-part
Says: the placeholder was not replaced: fill in True or False
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-prediction-answer
same_a = same_b = same_c = same_d = same_e = same_f = same_g = same_h = ...
