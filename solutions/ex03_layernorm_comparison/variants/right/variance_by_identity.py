"""The variance is the mean square minus the square of the mean; the mean square is the variance plus it."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    mean = x.mean(-1, keepdim=True)
    variance = (x**2).mean(-1, keepdim=True) - mean**2
    return (x - mean) / (variance + eps) ** 0.5


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    mean_square = x.var(-1, correction=0, keepdim=True) + x.mean(-1, keepdim=True) ** 2
    return x / (mean_square + eps) ** 0.5


# %% t3-shifted-rms
import math


def shifted_rms(r, mean, shift):
    return math.hypot(mean + shift, math.sqrt(r**2 - mean**2))


# %% t6-shift-answer
import torch


def is_shift_invariant(norm, d):
    generator = torch.Generator().manual_seed(1)
    for _ in range(20):
        row = torch.rand(1, d, dtype=torch.float64, generator=generator)
        shift = 30 * torch.rand(1, dtype=torch.float64, generator=generator) - 15
        if not torch.allclose(norm(row), norm(row + shift), atol=1e-7):
            return False
    return True


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    generator = torch.Generator().manual_seed(1)
    for _ in range(20):
        row = torch.rand(1, d, dtype=torch.float64, generator=generator)
        scale = 10 ** (4 * torch.rand(1, dtype=torch.float64, generator=generator) - 2)
        if not torch.allclose(norm(row), norm(row * scale), atol=1e-7):
            return False
    return True


# %% t8-center-answer
def center_weights(W, b):
    whole = torch.cat([W, b[:, None]], dim=1)
    whole = whole - whole.mean(dim=0, keepdim=True)
    return whole[:, :-1], whole[:, -1]


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    writer = center_weights(W, b)
    return *writer, gain[None, :] * R, (R @ bias[:, None])[:, 0] + c


# %% t9-plot-answer
def plot_output_std(ax, rows):
    r = rows.square().mean(-1).sqrt()
    m = rows.mean(-1) / r
    ax.axhline(0.5, color="grey")
    ax.plot(m.numpy(), (1 - m**2).sqrt().numpy(), marker="x", label="RMSNorm")
    ax.plot(m.numpy(), [1.0] * len(m), label="LayerNorm")
    ax.legend(loc="lower center")
    ax.set_title("Standard deviation of the outputs")
    ax.set_xlabel("mean/RMS")
    ax.set_ylabel("std")
