"""By hand, LayerNorm subtracts the mean and divides by the RMS of the original row.

Loses: t1-layer-norm
Says: the RMS of the original row was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-0.55, -0.18, 0.18, 0.55]
rms_even = [0.37, 0.73, 1.1, 1.46]
layer_mixed = [-0.93, -0.19, 0.19, 0.93]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
