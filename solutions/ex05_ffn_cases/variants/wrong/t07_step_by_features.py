"""Divided by the number of features.

Loses: t7-step
Says: divided by the number of features
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 * rows.shape[1] / (len(rows) * values[-1].item())
