"""The other changes are left in and this one is taken back.

Loses: t3-effects
Says: the other changes were left in, only this one was taken back
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).norm() / before.norm())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**new, key: old[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
