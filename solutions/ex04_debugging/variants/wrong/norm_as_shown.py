"""The function is pasted and not mended.

Loses: t6-float32 t6-dtype
Says: the numbers are still those of the shown code
Contains: norm_only_dtype_mended norm_only_values_mended
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(hidden, gain, epsilon):
    """RMS normalization of the last dimension, in the dtype of hidden.

    epsilon is added to the mean square, under the root.
    Every component is multiplied by its gain. Without a gain there is no such factor.
    """
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total + epsilon).sqrt()
    if gain is None:
        return out.to(hidden.dtype)
    return out.to(hidden.dtype) * gain
