"""The gain is folded and kept, and nothing is removed.

Loses: t2-centre
Says: the gain was folded and nothing was removed
Contains: t02_folded_only t02_gain_twice
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
    return block
