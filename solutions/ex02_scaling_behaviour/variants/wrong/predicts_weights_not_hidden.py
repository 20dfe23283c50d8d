"""A factor on all weights is thought to be visible.

Loses: t3-factor
Says: one positive factor for the whole row cancels
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = False
same_b = False
same_c = True
same_d = True
same_e = False
same_f = False
same_g = False
same_h = False
