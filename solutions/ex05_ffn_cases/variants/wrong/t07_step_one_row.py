"""The squared length of one row.

Loses: t7-step
Says: the sum of all eigenvalues was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    return 2 / rows[0].square().sum().item()
