"""The reader is centred, not the writer.

Loses: t8-convert
Says: R was centred, not the writer
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    return W, b, (R - R.mean(dim=1, keepdim=True)) * gain, c + R @ bias
