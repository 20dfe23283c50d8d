"""By hand, LayerNorm subtracts the mean and divides by the RMS of the original row.

Loses: t1-layer-norm
Says: the RMS of the original row was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-0.62, -0.37, 0.37, 0.62]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-0.93, -0.19, 0.19, 0.93]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
