"""Every line is counted as one read and one write.

Loses: t7-passes
Says: every line was counted as one read and one write
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [6, 10, 3, 2]
saving = 0.38
claim = "D"
