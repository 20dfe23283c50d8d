"""Matrix norms, and Q as a function of a unit vector."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    return 2 * len(rows) / torch.linalg.matrix_norm(rows, ord=2) ** 2


# %% t7-repair-answer
def repair(rows, step):
    def without(u):
        u = torch.nn.functional.normalize(u, dim=0)
        return torch.eye(len(u), dtype=u.dtype) - torch.outer(u, u)

    if step * torch.linalg.matrix_norm(rows, 2) ** 2 / len(rows) < 2:
        return without(torch.zeros_like(rows[0]))
    ones = torch.ones_like(rows[0])
    if step * torch.linalg.matrix_norm(rows @ without(ones), 2) ** 2 / len(rows) < 2:
        return without(ones)
    return without(torch.linalg.svd(rows).Vh[0])
