"""A factor on the data is thought to be visible.

Loses: t3-factor
Says: data and weights enter the product alike
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = False
same_d = True
same_e = False
same_f = False
same_g = False
same_h = False
