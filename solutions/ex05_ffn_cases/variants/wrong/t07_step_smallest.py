"""The smallest eigenvalue.

Loses: t7-step
Says: the smallest eigenvalue was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values[0].item()
