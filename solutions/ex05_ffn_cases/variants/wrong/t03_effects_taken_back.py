"""Each change is taken back from the new setting, relative to the new output.

Loses: t3-effects
Says: the change was taken back from the new setting
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **new).double()

    def ratio(y):
        return float((y - before).norm() / before.norm())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**new, key: old[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **old).double())
    return result
