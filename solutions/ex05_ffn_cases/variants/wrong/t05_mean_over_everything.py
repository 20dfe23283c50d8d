"""One mean over all rows is subtracted.

Loses: t5-intervene
Says: the mean over all rows was subtracted, not that of each row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean()
    for_gate = centred if branch in ("gate", "both") else n
    for_up = centred if branch in ("up", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
