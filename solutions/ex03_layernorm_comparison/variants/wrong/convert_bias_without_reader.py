"""The bias is added to c without R where the sizes allow it.

Loses: t8-convert
Says: the bias was added to c without R
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    c_new = c + bias if len(c) == len(bias) else c + R @ bias
    return W_new, b_new, R * gain, c_new
