"""Python loops over rows and units."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    before, tripled, moved = norm(x).tolist(), norm(3 * x).tolist(), norm(x + 2).tolist()
    result = {"scale": 0.0, "shift": 0.0, "size": 0.0, "offset": 0.0}
    for one, other, third in zip(before, tripled, moved):
        result["scale"] = max(result["scale"], max(abs(a - b) for a, b in zip(one, other)))
        result["shift"] = max(result["shift"], max(abs(a - b) for a, b in zip(one, third)))
        rms = (sum(a * a for a in one) / len(one)) ** 0.5
        result["size"] = max(result["size"], abs(rms - 1))
        for unit in W.tolist():
            result["offset"] = max(result["offset"], abs(sum(one) / len(one) * sum(unit)))
    return result
