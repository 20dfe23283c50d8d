"""Everything is thought to be hidden.

Loses: t3-factor, t3-part
Says: RMSNorm subtracts no mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = True
same_c = True
same_d = True
same_e = True
same_f = True
same_g = True
same_h = True
