"""The rows are divided in place.

Loses: t7-step
Says: the rows are unchanged
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    rows /= len(rows) ** 0.5
    return 2 / torch.linalg.eigvalsh(rows.T @ rows)[-1].item()
