"""The number is printed.

Loses: t7-step
Says: None; a function without a return statement
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    print(2 / torch.linalg.eigvalsh(rows.T @ rows / len(rows))[-1])
