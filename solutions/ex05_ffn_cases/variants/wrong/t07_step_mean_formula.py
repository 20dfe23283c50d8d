"""m * m * d, whatever direction the rows share.

Loses: t7-step
Says: only the mean of the rows was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / (rows.mean().item() ** 2 * rows.shape[1] + 1e-12)
