"""Each row is centred first.

Loses: t7-step
Says: the mean of each row was subtracted first
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    rows = rows - rows.mean(1, keepdim=True)
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values[-1].item()
