"""LayerNorm as a projection followed by RMSNorm; centring as a matrix product.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.2127, -0.7276, 0.7276, 1.2127]
rms_even = [0.2462, 0.4924, 1.2309, 1.4771]
layer_mixed = [-1.38675, -0.27735, 0.27735, 1.38675]
rms_mixed = [-0.18570, 0.55709, 0.92848, 1.67126]

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    d = x.shape[-1]
    projection = torch.eye(d, dtype=x.dtype) - 1 / d
    h = x @ projection
    return h / ((h * h).sum(dim=-1, keepdim=True) / d + eps) ** 0.5


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x * torch.rsqrt(torch.einsum("...i,...i->...", x, x)[..., None] / x.shape[-1] + eps)


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return (r * r + 2 * mean * shift + shift * shift) ** 0.5


# %% t5-answers
agree = (1.5, 2.5, 3.5, 4.5, -12.0)
disagree = (-50.0, -51.0, -50.5, -50.25, -50.75)
counter_example = (3.0, -1.0, 1.0)
counter_mean = 1 / (11 / 3) ** 0.5


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    # Every row has a shift of its own
    rows = torch.eye(d, dtype=torch.float64)
    shifts = torch.linspace(-9.7, 9.3, d, dtype=torch.float64)
    difference = norm(rows + shifts[:, None]) - norm(rows)
    return bool(difference.abs().amax() < 1e-6)


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    rows = torch.eye(d, dtype=torch.float64)
    scales = torch.logspace(-2, 2, d, dtype=torch.float64)
    difference = norm(torch.diag(scales)) - norm(rows)
    return bool(difference.abs().amax() < 1e-6)


# %% t8-center-answer
def center_weights(W, b):
    d = len(b)
    projection = torch.eye(d).to(W) - 1 / d
    return projection @ W, projection @ b


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    d = len(b)
    projection = torch.eye(d).to(W) - 1 / d
    return projection @ W, projection @ b, R @ torch.diag(gain), c + R @ bias


# %% t9-plot-answer
def plot_output_std(ax, rows):
    mean, var = rows.mean(1), rows.var(1, correction=0)
    r = (mean**2 + var).sqrt()
    ax.plot(mean / r, torch.ones_like(r), "--", label="LayerNorm")
    ax.plot(mean / r, var.sqrt() / r, "o", label="RMSNorm")
    ax.set(xlabel="$m$", ylabel="std")
    ax.legend()
