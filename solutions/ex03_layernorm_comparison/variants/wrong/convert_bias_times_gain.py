"""The bias is multiplied by the gain.

Loses: t8-convert
Says: the bias was multiplied by the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    R_new = R * gain
    return W_new, b_new, R_new, c + R_new @ bias
