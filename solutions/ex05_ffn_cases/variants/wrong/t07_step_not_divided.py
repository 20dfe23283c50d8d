"""The second moments are not divided by the number of rows.

Loses: t7-step
Says: the sum over the rows was not divided by their number
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / (len(rows) * values[-1].item())
