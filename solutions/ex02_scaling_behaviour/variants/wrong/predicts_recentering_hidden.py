"""A shift of all weight vectors is thought to be invisible, as in LayerNorm.

Loses: t3-part
Says: RMSNorm subtracts no mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = True
same_e = False
same_f = False
same_g = True
same_h = False
