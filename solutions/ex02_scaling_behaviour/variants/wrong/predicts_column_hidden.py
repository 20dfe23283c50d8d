"""A factor on one column is thought to be invisible.

Loses: t3-part
Says: takes part in every feature by a different amount
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = True
same_e = False
same_f = True
same_g = False
same_h = False
