"""The factor one half of the loss is counted twice.

Loses: t7-step
Says: the factor 1/2 of the loss was counted twice
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 4 / values[-1].item()
