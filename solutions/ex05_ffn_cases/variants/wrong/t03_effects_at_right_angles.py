"""The single effects are combined as if they were at right angles.

Loses: t3-effects
Says: the effects were combined as if they were at right angles
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
    result["together"] = sum(value**2 for value in result.values()) ** 0.5
    return result
