"""The bias before the norm is overlooked.

Loses: t3-part
Says: the bias is not multiplied along
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = True
same_e = False
same_f = False
same_g = False
same_h = True
