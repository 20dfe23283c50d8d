"""The rows are centred in place.

Loses: t5-intervene
Says: n is unchanged after the call
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    before = n.clone()
    n -= n.mean(-1, keepdim=True)
    for_gate = n if branch in ("gate", "both") else before
    for_up = n if branch in ("up", "both") else before
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
