"""All numbers are computed with NumPy in float64."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    before, tripled, moved = (norm(rows).detach().cpu().numpy().astype(np.float64) for rows in (x, x * 3.0, x + 2.0))
    sums = W.detach().cpu().numpy().astype(np.float64) @ np.ones(x.shape[1])
    return {
        "scale": float(np.abs(before - tripled).max()),
        "shift": float(np.abs(before - moved).max()),
        "size": float(np.abs(np.sqrt(np.mean(before**2, axis=1)) - 1).max()),
        "offset": float(np.abs(np.mean(before, axis=1)).max() * np.abs(sums).max()),
    }


# %% t1-holds
holds = dict(scale=True, shift=False, centred=True, size=False, offset=True, one_sum=False, weights=True)
