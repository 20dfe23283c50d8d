"""The centred row is divided by its standard deviation.

Loses: t5-intervene
Says: the centred row was divided by its standard deviation as well
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = F.layer_norm(n, n.shape[-1:], eps=0.0)
    for_gate = centred if branch in ("gate", "both") else n
    for_up = centred if branch in ("up", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
