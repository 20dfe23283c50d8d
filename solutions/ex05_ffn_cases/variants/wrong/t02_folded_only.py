"""The gain is folded, and nothing is removed.

Loses: t2-centre
Says: nothing was removed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
    gain.fill_(1.0)
    return block
