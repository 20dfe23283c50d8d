"""The answers of BatchNorm: case visible, weight vector hidden.

Loses: t3-factor, t3-part
Says: BatchNorm hides it
Contains: predicts_case_changes_batch predicts_row_hidden
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-prediction-answer
same_a = True
same_b = False
same_c = True
same_d = False
same_e = True
same_f = False
same_g = False
same_h = False
