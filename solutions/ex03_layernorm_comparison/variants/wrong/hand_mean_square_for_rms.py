"""By hand, RMSNorm divides by the mean square.

Loses: t1-rms-norm
Says: divided by the mean square, the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.03, 0.06, 0.15, 0.18]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.03, 0.1, 0.17, 0.31]
