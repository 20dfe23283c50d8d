"""With both, only the gate is centred.

Loses: t5-intervene
Says: only the gate was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = centred if branch in ("gate", "both") else n
    for_up = centred if branch == "up" else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
