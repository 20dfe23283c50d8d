"""The norm is exchanged and nothing is centred.

Loses: t8-convert
Says: nothing was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    return W.clone(), b.clone(), R * gain, c + R @ bias
