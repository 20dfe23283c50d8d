"""The matrices are multiplied by the projection.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    d = len(gain)
    projection = torch.eye(d, dtype=gain.dtype, device=gain.device) - 1 / d
    for name in ("up", "gate"):
        linear = getattr(block.function, name)
        if linear is None:
            continue
        linear.weight.copy_(linear.weight @ torch.diag(gain) @ projection)
    torch.nn.init.ones_(gain)


# %% t2-answers
choice = "F"
broken = {"A": {3}, "B": {2, 3}, "C": {2}, "D": {2}, "E": {1}, "F": set()}
