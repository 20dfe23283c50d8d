"""The matrix is divided by the gain.

Loses: t2-centre
Says: zero divided by zero
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
            linear.weight -= linear.weight.mean(dim=1, keepdim=True)
            linear.weight /= gain
    return block
