"""R is divided by the gain.

Loses: t8-convert
Says: R was divided by the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    return W_new, b_new, R / gain, c + R @ bias
