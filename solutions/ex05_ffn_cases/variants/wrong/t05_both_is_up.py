"""With both, only up is centred.

Loses: t5-intervene
Says: only up was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = centred if branch == "gate" else n
    for_up = centred if branch in ("up", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
