"""The offset is measured with a row of ones and taken off as an outer product."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
def remove_offsets(block):
    with torch.no_grad():
        gain = block.input_norm.weight.detach().clone()
        for linear in filter(None, (block.function.gate, block.function.up)):
            offset = linear(gain)
            linear.weight.mul_(gain).sub_(torch.outer(offset, torch.ones_like(gain)) / gain.numel())
        block.input_norm.weight[:] = 1
