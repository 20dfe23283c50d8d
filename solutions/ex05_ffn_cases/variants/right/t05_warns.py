"""The answers print a warning and bind other names at the top level."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-predict-answer
import warnings

m = s = V = W = ff = n = None


def expected_inner_mean(gate_weight, up_weight, mean):
    warnings.warn("slow", stacklevel=1)
    size = gate_weight.shape[1]
    factor = (1 - mean**2) * size
    gate_centred = gate_weight - gate_weight.mean(1, keepdim=True)
    up_centred = up_weight - up_weight.mean(1, keepdim=True)
    std = (factor * gate_centred.var(1)).sqrt()
    cov = factor * (gate_centred * up_centred).sum(1) / (size - 1)
    a, b = swish_averages(mean * gate_weight.sum(1), std)
    return (mean * up_weight.sum(1) * a).add(cov * b)


# %% t5-intervene-answer
def inner_with_centring(block, rows, branch):
    warnings.warn("slow", stacklevel=1)
    share = {"none": (0, 0), "gate": (1, 0), "up": (0, 1), "both": (1, 1)}[branch]
    left, right = (rows - part * rows.mean(dim=-1, keepdim=True) for part in share)
    return F.silu(block.gate(left)).mul(block.up(right))
