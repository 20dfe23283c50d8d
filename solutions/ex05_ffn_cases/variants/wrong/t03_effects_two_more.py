"""All keys are reported, relative to the new output.

Loses: t3-effects
Says: keys whose values do not differ are in the result
Contains: t03_effects_all_keys t03_effects_relative_to_new
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).norm() / y.norm())

    result = {}
    for key in old:
        setting = {**old, key: new[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result
