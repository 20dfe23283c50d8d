"""The changes are piled up, and the distance is not divided.

Loses: t3-effects
Says: the effect is not divided by the length of the old output
Contains: t03_effects_piled_up t03_effects_not_divided
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    piled = dict(old)
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).norm())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = piled
        piled[key] = new[key]
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
