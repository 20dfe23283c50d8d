"""The other branch is centred.

Loses: t5-intervene
Says: the other branch was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = centred if branch in ("up", "both") else n
    for_up = centred if branch in ("gate", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
