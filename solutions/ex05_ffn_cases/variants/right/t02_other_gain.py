"""The gain becomes 2 and the matrices are halved."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    norm, ff = block.input_norm, block.function
    matrices = [ff.up.weight] if ff.gate is None else [ff.up.weight, ff.gate.weight]
    for matrix in matrices:
        folded = matrix * norm.weight
        matrix.copy_((folded - folded.mean(1, keepdim=True)) / 2)
    norm.weight.fill_(2)
    return block
