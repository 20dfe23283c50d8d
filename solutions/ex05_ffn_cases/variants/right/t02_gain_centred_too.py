"""First W times (gain minus the share of the mean), written in one line."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight.clone()
    state = block.state_dict()
    for name in ("function.up.weight", "function.gate.weight"):
        if name in state:
            state[name] = F.linear(state[name] * gain, torch.eye(len(gain)) - torch.full((len(gain),) * 2, 1 / len(gain)))
    state["input_norm.weight"] = torch.ones_like(gain)
    block.load_state_dict(state)
