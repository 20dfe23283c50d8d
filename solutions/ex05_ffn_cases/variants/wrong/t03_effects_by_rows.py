"""The ratio is taken row by row and averaged.

Loses: t3-effects
Says: the ratio was taken row by row and averaged
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float(((y - before).norm(dim=-1) / before.norm(dim=-1)).mean())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**old, key: new[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
