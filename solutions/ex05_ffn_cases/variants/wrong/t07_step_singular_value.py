"""A singular value in place of the eigenvalue.

Loses: t7-step
Says: a singular value of the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values[-1].sqrt().item()
