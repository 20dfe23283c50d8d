"""NumPy arrays in place of tensors."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    def run(setting):
        return block(x, **setting).detach().cpu().numpy().astype(np.float64)

    base = run(old)
    length = np.sqrt(np.sum(base**2))
    result = {"together": np.sqrt(np.sum((run(new) - base) ** 2)) / length}
    for key, value in new.items():
        if value != old[key]:
            result[key] = np.sqrt(np.sum((run(dict(old, **{key: value})) - base) ** 2)) / length
    return result


# %% t3-answers
numbers = np.array([23, 22, 19, 15])
lines = dict(zip(["centred", "gain_offset", "bias", "eps"], numbers))
order = ("centred", "gain_offset", "eps", "bias")
