"""Gain and bias are not folded.

Loses: t8-convert
Says: gain and bias were not folded
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    return W_new, b_new, R, c
