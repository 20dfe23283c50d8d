"""New linear layers and a norm without a gain are put into the block."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    old = block.input_norm
    ff = block.function
    for name in ("up", "gate"):
        linear = getattr(ff, name)
        if linear is not None:
            folded = linear.weight * old.weight
            new = nn.Linear(folded.shape[1], folded.shape[0], bias=False, device=folded.device)
            new.weight = nn.Parameter(folded - folded.mean(1, keepdim=True))
            setattr(ff, name, new)
    block.input_norm = RMSNorm(len(old.weight), elementwise_affine=False)
    return block


# %% t2-answers
choice = "f"
broken = {"A": (3,), "B": (3, 2), "C": (2,), "D": (2,), "E": (1,), "F": ()}
