"""The effect of all changes together is missing.

Loses: t3-effects
Says: keys of the example must be a, b and together
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).norm() / before.norm())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**old, key: new[key]}
        result[key] = ratio(block(x, **setting).double())
    pass
    return result
