"""The branch is ignored.

Loses: t5-intervene
Says: no branch was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = n
    for_up = n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
