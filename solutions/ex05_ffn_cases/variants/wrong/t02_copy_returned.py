"""A changed copy is returned, and the block stays as it was.

Loses: t2-centre
Says: another block was returned
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
import copy


@torch.no_grad()
def remove_offsets(block):
    block = copy.deepcopy(block)
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
            linear.weight -= linear.weight.mean(dim=1, keepdim=True)
    gain.fill_(1.0)
    return block
