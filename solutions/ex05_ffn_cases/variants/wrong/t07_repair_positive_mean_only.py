"""Only a positive mean counts as a mean.

Loses: t7-repair
Says: nothing was removed although the step was unstable
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-repair-answer
def repair(rows, step):
    moment = rows.T @ rows / len(rows)
    d = rows.shape[1]
    identity = torch.eye(d, dtype=torch.float64)
    centring = identity - 1 / d
    values, vectors = torch.linalg.eigh(moment)
    top = identity - torch.outer(vectors[:, -1], vectors[:, -1])

    def stable(Q):
        return step * torch.linalg.eigvalsh(Q @ moment @ Q)[-1] < 2

    if stable(identity) or (stable(centring) and rows.mean() < 0):
        return identity
    return centring if stable(centring) else top
