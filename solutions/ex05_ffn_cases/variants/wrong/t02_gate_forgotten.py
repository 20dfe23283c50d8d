"""Only one of the two first matrices is treated.

Loses: t2-centre
Says: the matrix was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up,):
        if linear is not None:
            linear.weight *= gain
            linear.weight -= linear.weight.mean(dim=1, keepdim=True)
    gain.fill_(1.0)
    return block
