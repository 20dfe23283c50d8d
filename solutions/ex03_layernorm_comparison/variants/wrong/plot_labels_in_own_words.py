"""The curves have labels, but not the ones that the contract names.

Loses: t9-plot
Says: the label must be spelled exactly
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-plot-answer
import torch.nn.functional as F


def plot_output_std(ax, rows):
    m = rows.mean(dim=-1) / rows.square().mean(dim=-1).sqrt()
    layer = F.layer_norm(rows, rows.shape[-1:], eps=0.0)
    rms = F.rms_norm(rows, rows.shape[-1:], eps=0.0)
    ax.plot(m, layer.std(dim=-1, correction=0), label="layer norm")
    ax.plot(m, rms.std(dim=-1, correction=0), label="rms norm")
    ax.set_xlabel("mean / RMS")
    ax.set_ylabel("standard deviation")
    ax.legend()
