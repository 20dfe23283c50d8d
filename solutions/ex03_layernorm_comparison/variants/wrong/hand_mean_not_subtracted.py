"""By hand, LayerNorm divides the row itself by the standard deviation.

Loses: t1-layer-norm
Says: only the standard deviation was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [0.89, 1.79, 2.68, 3.58]
rms_even = [0.37, 0.73, 1.1, 1.46]
layer_mixed = [-0.28, 0.83, 1.39, 2.5]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
