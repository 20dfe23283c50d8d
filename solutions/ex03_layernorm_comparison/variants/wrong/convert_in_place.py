"""The gain is multiplied into R in place.

Loses: t8-convert, t8-unchanged
Says: the bias was multiplied by the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    R *= gain
    c += R @ bias
    return W_new, b_new, R, c
