"""The effect of all changes is taken for the sum of the single ones.

Loses: t3-effects
Says: the single effects were added up
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
    result["together"] = sum(result.values())
    return result
