"""RMSNorm from the variance of a row and its negative; equal rows are told apart by differences."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    pairs = x[..., :, None] - x[..., None, :]
    centred = pairs.mean(dim=-1)
    variance = pairs.square().mean(dim=(-2, -1)) / 2
    return centred / (variance[..., None] + eps).sqrt()


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    doubled = torch.cat([x, -x], dim=-1)
    return x / (doubled.var(dim=-1, correction=0, keepdim=True) + eps).sqrt()


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    if shift == 0:
        return r
    variance = (r - mean) * (r + mean)
    new_mean = mean + shift
    return (variance + new_mean * new_mean) ** 0.5


# %% t4-answers
a_negative, b_negative, a_ratio, b_ratio = 3, 0, 30 / -15, 1.0928
b_range = (0.96, 1.07)

# %% t5-answers
agree = [1e6, 2e6, 3e6, 4e6, -1e7]
disagree = [-1000, -999, -999, -999, -999]
counter_example = [5, 5, -1e-3]
counter_mean = 0.816


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    rows = torch.randn(8, d, dtype=torch.float64)
    for shift in torch.linspace(-19.7, 19.9, 12, dtype=torch.float64):
        difference = norm(rows + shift) - norm(rows)
        if not difference.abs().max().item() < 1e-6:
            return 0
    return 1


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    rows = torch.randn(8, d, dtype=torch.float64)
    for scale in (0.01, 0.1, 0.77, 10.0, 100.0):
        difference = norm(rows * scale) - norm(rows)
        if not difference.abs().max().item() < 1e-6:
            return 0
    return 1


# %% t7-answers
passes = (5, 8, 3, 2)
saving = 0.375
claim = "d"


# %% t8-center-answer
def center_weights(W, b):
    ones = torch.ones_like(b) / len(b)
    return W - torch.outer(torch.ones_like(b), ones @ W), b - ones @ b


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    layer = torch.nn.Linear(R.shape[1], R.shape[0], dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(R)
        layer.bias.copy_(c)
        c_new = layer(bias)
        layer.weight.mul_(gain)
    W_new, b_new = center_weights(W, b)
    return W_new, b_new, layer.weight, c_new


# %% t9-plot-answer
def plot_output_std(ax, rows):
    doubled = torch.cat([rows, -rows], dim=1)
    r = doubled.std(dim=1, correction=0)
    std = rows.std(dim=1, correction=0)
    ax.plot(rows.mean(dim=1) / r, std / std, color="tab:blue", label="LayerNorm")
    ax.plot(rows.mean(dim=1) / r, std / r, color="tab:red", label="RMSNorm")
    ax.legend(title="norm")
    ax.set_xlabel("m = mean / RMS")
    ax.set_ylabel("standard deviation after the norm")
    ax.set_ylim(0, 1.1)
    return ax


# %% t9-read-answer
std_at_06 = 0.79
m_at_half = 0.86
layer_norm_change = 0.01
