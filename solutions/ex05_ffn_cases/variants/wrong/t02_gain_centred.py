"""The gain is centred, not the matrices.

Loses: t2-centre
Says: the gain was centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            pass
    gain -= gain.mean()
    return block
