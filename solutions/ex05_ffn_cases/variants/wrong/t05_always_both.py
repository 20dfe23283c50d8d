"""Both branches are centred in every case but none.

Loses: t5-intervene
Says: both branches were centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = n if branch == "none" else centred
    for_up = n if branch == "none" else centred
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
