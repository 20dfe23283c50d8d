"""The gain is applied to the rows of R where the sizes allow it.

Loses: t8-convert
Says: the gain was applied to the rows of R, not to its columns
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = W - W.mean(dim=0), b - b.mean()
    R_new = gain[:, None] * R if len(gain) == len(R) else R * gain
    return W_new, b_new, R_new, c + R @ bias
