"""The matrix of inner products of the rows, which has the same eigenvalues."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    gram = rows @ rows.T / len(rows)
    return 2.0 / float(torch.linalg.eigvalsh(gram)[-1])


# %% t7-repair-answer
def repair(rows, step):
    d = rows.shape[1]
    candidates = [torch.eye(d).double()]
    ones = torch.full((d, 1), d**-0.5).double()
    candidates.append(candidates[0] - ones @ ones.T)
    u = torch.linalg.svd(rows, full_matrices=False).Vh[:1].T
    candidates.append(candidates[0] - u @ u.T)
    return next(Q for Q in candidates if step < largest_stable_step(rows @ Q))
