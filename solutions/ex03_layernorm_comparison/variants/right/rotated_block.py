"""The converted block is rotated: another right answer, because RMSNorm commutes with rotations."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return (x - mean).div(torch.sqrt(variance.add(eps)))


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    size = torch.linalg.vector_norm(x, dim=-1, keepdim=True) / x.shape[-1] ** 0.5
    return x / torch.hypot(size, torch.tensor(eps, dtype=x.dtype).sqrt())


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return abs(complex(mean + shift, (r**2 - mean**2) ** 0.5))


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    rows = torch.eye(d, dtype=torch.float64) + torch.linspace(-1, 1, d, dtype=torch.float64)
    shifts = torch.tensor([-17.3, -4.4, 0.9, 12.6], dtype=torch.float64)
    stacked = torch.cat([rows + shift for shift in shifts])
    return torch.allclose(norm(stacked), norm(rows).repeat(4, 1), rtol=1e-6, atol=1e-7)


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    rows = torch.eye(d, dtype=torch.float64) + torch.linspace(-1, 1, d, dtype=torch.float64)
    outputs = torch.stack([norm(scale * rows) for scale in torch.logspace(-2, 2, 7, dtype=torch.float64)])
    return (outputs.amax(dim=0) - outputs.amin(dim=0)).max() < 1e-6


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = center_weights(W, b)
    noise = torch.randn(len(b), len(b), dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    rotation, _ = torch.linalg.qr(noise)
    return rotation @ W_new, rotation @ b_new, (R * gain) @ rotation.T, torch.addmv(c, R, bias)


# %% t8-center-answer
def center_weights(W, b):
    return torch.sub(W, W.sum(0) / W.shape[0]), torch.sub(b, b.sum() / b.numel())


# %% t9-plot-answer
def plot_output_std(ax, rows):
    layer = torch.nn.LayerNorm(rows.shape[1], elementwise_affine=False, dtype=torch.float64)
    rms = torch.nn.RMSNorm(rows.shape[1], elementwise_affine=False, dtype=torch.float64)
    stds = torch.stack([layer(rows).std(1, unbiased=False), rms(rows).std(1, unbiased=False)], dim=1)
    ax.plot(rms(rows).mean(1), stds, label=["LayerNorm", "RMSNorm"])
    ax.set_xlabel("mean of the RMSNorm output, which is m")
    ax.set_ylabel("std of the output")
    ax.legend()
