"""The effects are given in percent.

Loses: t3-effects
Says: the effect is given in percent
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float(100 * (y - before).norm() / before.norm())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**old, key: new[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
