"""The bias is added to c in place; the function is right otherwise.

Loses: t8-unchanged
Says: the folded bias was added in place
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    c += R @ bias
    return W_new, b_new, R * gain, c
