"""The mean is taken over the units.

Loses: t2-centre
Says: the mean was taken over the units
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
            linear.weight -= linear.weight.mean(dim=0, keepdim=True)
    gain.fill_(1.0)
    return block
