"""A warning, other names, a NumPy number and a numpy detour."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
import warnings


def largest_stable_step(rows):
    warnings.warn("a symmetric matrix", stacklevel=1)
    C = torch.einsum("ni,nj->ij", rows, rows) / rows.size(0)
    return np.float64(2 / np.max(np.linalg.eigvals(C.numpy()).real))


# %% t7-repair-answer
def repair(rows, step):
    C = torch.einsum("ni,nj->ij", rows, rows) / rows.size(0)
    lam, U = torch.linalg.eigh(C)
    eye = torch.eye(rows.size(1)).to(rows)
    P = eye - torch.full_like(eye, 1 / rows.size(1))
    if step <= 2 / lam.max():
        out = eye
    elif step <= 2 / torch.linalg.eigvalsh(P @ C @ P).max():
        out = P
    else:
        out = U[:, :-1] @ U[:, :-1].T
    return out
