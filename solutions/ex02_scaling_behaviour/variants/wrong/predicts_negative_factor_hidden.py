"""A negative factor is thought to be invisible.

Loses: t3-factor
Says: the sign of the factor was overlooked
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = True
same_c = True
same_d = True
same_e = False
same_f = False
same_g = False
same_h = False
