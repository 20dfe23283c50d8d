"""Setting the two sums to zero is counted as a pass.

Loses: t7-passes
Says: setting the sums to zero is no pass
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 4, 2]
saving = 0.38
claim = "D"
