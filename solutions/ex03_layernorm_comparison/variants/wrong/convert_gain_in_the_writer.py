"""The gain is folded into the writer, before the norm.

Loses: t8-convert
Says: the gain was folded into the writer, before the norm
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    return gain[:, None] * W_new, gain * b_new, R, c + R @ bias
