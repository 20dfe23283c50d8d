"""The work is done in float64 on the data of the parameters."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
def remove_offsets(block):
    gain = block.input_norm.weight.data.double()
    for name, parameter in block.function.named_parameters():
        if name in ("up.weight", "gate.weight"):
            folded = parameter.data.double() * gain
            folded = folded - folded.sum(1, keepdim=True) / folded.shape[1]
            parameter.data = folded.to(parameter.dtype)
    block.input_norm.weight.data = torch.ones_like(block.input_norm.weight)
    return block
