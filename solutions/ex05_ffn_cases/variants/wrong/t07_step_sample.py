"""Divided by the number of rows minus one.

Loses: t7-step
Says: number of rows minus 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 * (len(rows) - 1) / (len(rows) * values[-1].item())
