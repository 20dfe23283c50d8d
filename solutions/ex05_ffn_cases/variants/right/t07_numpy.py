"""Eigenvalues by NumPy, without the second-moment matrix of the step."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    singular = np.linalg.svd(rows.numpy() / np.sqrt(len(rows)), compute_uv=False)
    return 2 / singular[0] ** 2


# %% t7-repair-answer
def repair(rows, step):
    n = rows.numpy()
    d = n.shape[1]
    if step < largest_stable_step(rows):
        return torch.eye(d, dtype=torch.float64)
    if step < largest_stable_step(torch.from_numpy(n - n.mean(1, keepdims=True))):
        return torch.from_numpy(np.eye(d) - np.full((d, d), 1 / d))
    u = np.linalg.svd(n)[2][0]
    return torch.from_numpy(np.eye(d) - u[:, None] * u)
