"""The mean over the tokens is subtracted.

Loses: t5-intervene
Says: the mean over the tokens was subtracted, not over the features
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.flatten(0, -2).mean(0)
    for_gate = centred if branch in ("gate", "both") else n
    for_up = centred if branch in ("up", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.up(for_up)
