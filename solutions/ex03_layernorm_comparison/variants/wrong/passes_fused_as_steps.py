"""The fused kernel is thought to move as much as the steps.

Loses: t7-passes
Says: fused steps do not write their intermediate results
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 8]
saving = 0.38
claim = "D"
