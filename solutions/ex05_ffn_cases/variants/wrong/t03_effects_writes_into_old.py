"""The new values are written into the old setting.

Loses: t3-effects
Says: a value was written into old or new
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).norm() / before.norm())

    result = {}
    for key in [key for key in list(old) if old[key] != new[key]]:
        setting = old
        setting[key] = new[key]
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
