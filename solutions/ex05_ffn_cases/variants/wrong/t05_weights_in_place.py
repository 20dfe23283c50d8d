"""The matrix of the branch is centred and stays so.

Loses: t5-intervene
Says: both branches were centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    def apply(linear, name):
        if branch in (name, "both"):
            linear.weight -= linear.weight.mean(1, keepdim=True)
        return linear(n)

    return ff.activation(apply(ff.gate, "gate")) * apply(ff.up, "up")
