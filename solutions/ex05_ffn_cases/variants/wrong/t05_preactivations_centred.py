"""The pre-activations are centred over the units.

Loses: t5-intervene
Says: the pre-activations were centred, not the rows that the branch receives
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = 0
    for_gate = ff.gate(n) - ff.gate(n).mean(-1, keepdim=True) if branch in ("gate", "both") else ff.gate(n)
    for_up = ff.up(n) - ff.up(n).mean(-1, keepdim=True) if branch in ("up", "both") else ff.up(n)
    return ff.activation(for_gate) * for_up
