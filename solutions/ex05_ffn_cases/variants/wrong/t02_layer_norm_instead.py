"""LayerNorm takes the place of RMSNorm, so the rows are scaled as well.

Loses: t2-centre
Says: the rows are scaled as well
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight *= gain
    block.input_norm = nn.LayerNorm(len(gain), elementwise_affine=False)
    return block
