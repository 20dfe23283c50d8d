"""Outputs as flat vectors and dot products, with a warning on the way."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
import warnings


def effects(block, x, old, new):
    warnings.warn("this may take a while")
    vectors = {"": block(x, **old).flatten().to(torch.float64), "together": block(x, **new).flatten().to(torch.float64)}
    for key in sorted(old):
        if not old[key] == new[key]:
            one = {name: (new if name == key else old)[name] for name in old}
            vectors[key] = block(x, **one).flatten().to(torch.float64)
    base = vectors.pop("")
    return {name: float(((v - base) @ (v - base)) ** 0.5 / (base @ base) ** 0.5) for name, v in vectors.items()}
