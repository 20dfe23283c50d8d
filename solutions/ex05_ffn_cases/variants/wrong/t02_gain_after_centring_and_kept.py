"""The matrix is centred, the gain folded afterwards and left in the norm.

Loses: t2-centre
Says: so the row sums are not zero
Contains: t02_gain_after_centring
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight -= linear.weight.mean(dim=1, keepdim=True)
            linear.weight *= gain
    return block
