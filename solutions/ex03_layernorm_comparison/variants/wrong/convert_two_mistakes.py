"""The bias of the writer is not centred, and the gain is not folded.

Loses: t8-center, t8-convert
Says: b was not centred
Contains: centre_weights_only convert_gain_forgotten
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=0), b


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = center_weights(W, b)
    return W_new, b_new, R, c + R @ bias
