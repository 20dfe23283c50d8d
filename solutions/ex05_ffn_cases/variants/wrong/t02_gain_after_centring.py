"""The matrix is centred first and the gain folded afterwards.

Loses: t2-centre
Says: were centred without the gain
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
    gain.fill_(1.0)
    return block
