"""The sum of a row of weights is subtracted, not its mean.

Loses: t2-centre
Says: the sum was subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
            linear.weight -= linear.weight.sum(dim=1, keepdim=True)
    gain.fill_(1.0)
    return block
