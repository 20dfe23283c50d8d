"""The two places of eps are exchanged.

Loses: t2-hand
Says: this is the row RMS for eps inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 1.33e-3
size_inside = 4e-6
