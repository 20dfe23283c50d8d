"""Each unit is treated by itself."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in [layer for layer in (block.function.up, block.function.gate) if layer]:
        for unit in linear.weight:
            unit *= gain
            unit -= unit.sum() / len(unit)
    gain /= 1
    gain.zero_().add_(1)
    return block
