"""A covariance over the rows.

Loses: t7-step
Says: a covariance, which hides what the rows share
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    rows = rows - rows.mean(0)
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values[-1].item()
