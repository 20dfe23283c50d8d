"""Every function emits an unneeded warning or a line on stderr."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import sys
import warnings

import torch


def layer_norm(x, eps):
    warnings.warn("layer_norm has not been optimized", stacklevel=1)
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt(centred.pow(2).mean(dim=-1, keepdim=True) + eps)


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    print("normalizing", tuple(x.shape), file=sys.stderr)
    return x / torch.sqrt(x.pow(2).mean(dim=-1, keepdim=True) + eps)


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    warnings.warn("numbers only", stacklevel=1)
    return ((mean + shift) ** 2 + r**2 - mean**2) ** 0.5


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    warnings.warn("twelve shifts are tried", stacklevel=1)
    rows = torch.randn(3, d, dtype=torch.float64, generator=torch.Generator().manual_seed(7))
    shifts = torch.linspace(-10.5, 9.1, 12, dtype=torch.float64)
    return all(torch.allclose(norm(rows + c), norm(rows), atol=1e-7, rtol=1e-7) for c in shifts)


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    warnings.warn("four factors are tried", stacklevel=1)
    rows = torch.randn(3, d, dtype=torch.float64, generator=torch.Generator().manual_seed(7))
    return all(torch.allclose(norm(c * rows), norm(rows), atol=1e-7, rtol=1e-7) for c in (0.03, 0.3, 3, 30))


# %% t8-center-answer
def center_weights(W, b):
    warnings.warn("W is copied", stacklevel=1)
    return W - W.mean(0, keepdim=True), b - b.mean(0, keepdim=True)


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    print("converting", file=sys.stderr)
    return W - W.mean(0), b - b.mean(), R.mul(gain), R.matmul(bias).add(c)


# %% t9-plot-answer
import numpy as np
import torch.nn.functional as F


def plot_output_std(ax, rows):
    warnings.warn("drawing", stacklevel=1)
    d = rows.shape[-1]
    m = rows.mean(-1) / rows.pow(2).mean(-1).sqrt()
    (layer,) = ax.plot(m, np.std(F.layer_norm(rows, (d,)).numpy(), axis=-1))
    (rms,) = ax.plot(m, np.std(F.rms_norm(rows, (d,)).numpy(), axis=-1))
    layer.set_label("LayerNorm")
    rms.set_label("RMSNorm")
    ax.legend(handles=[rms, layer])
    ax.set_xlabel("m")
    ax.set_ylabel("std")
