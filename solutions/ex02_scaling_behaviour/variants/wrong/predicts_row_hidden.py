"""A factor on one weight vector is thought to be invisible.

Loses: t3-part
Says: the RMS that all features share
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = True
same_e = True
same_f = False
same_g = False
same_h = False
