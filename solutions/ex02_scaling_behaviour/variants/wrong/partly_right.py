"""Task 3 compares the rows before the norm, task 4 is left out, task 6 lists the outlier.

Loses: t3-values, t4-values, t4-eps, t6-detects, t6-sound, t6-unchanged
Says: the outlier row itself was listed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = x @ weight.T
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = new_x @ new_weight.T
    return (after - before).norm() / before.norm()


# %% t4-input-gradient
def input_gradient(h, g, eps):
    raise NotImplementedError()


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = (norm(changed) - norm(x.clone())).abs().amax(dim=-1)
    return [i for i in range(len(x)) if difference[i] > 1e-6]
