"""The sum of all eigenvalues.

Loses: t7-step
Says: the sum of all eigenvalues was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values.sum().item()
