"""Mean and variance are thought to need a loop each.

Loses: t7-passes
Says: mean and variance come from one loop
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 4, 2]
saving = 0.38
claim = "D"
