"""One larger case is thought to change the others, as in BatchNorm.

Loses: t3-factor
Says: every case has an RMS of its own
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = False
same_e = False
same_f = False
same_g = False
same_h = False
