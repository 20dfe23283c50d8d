"""One over the largest eigenvalue.

Loses: t7-step
Says: 1 over the largest eigenvalue
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 1 / values[-1].item()
