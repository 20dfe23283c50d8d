"""Written with a helper for one setting, and with answers in another order."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    y = block(x, **old)

    def one(keys):
        setting = old.copy()
        for key in keys:
            setting[key] = new[key]
        return ((block(x, **setting) - y).double().norm() / y.double().norm()).item()

    changed = [key for key, value in old.items() if value != new[key]]
    return dict([("together", one(changed))] + [(key, one([key])) for key in changed])

# %% t3-answers
lines = {"eps": 15, "bias": 19, "gain_offset": 22, "centred": 23}
order = ("centred", "gain_offset", "eps", "bias")
