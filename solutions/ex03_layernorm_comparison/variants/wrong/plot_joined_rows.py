"""One point is drawn for each component, not for each row.

Loses: t9-plot
Says: rows are missing or joined
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-plot-answer
import torch.nn.functional as F


def plot_output_std(ax, rows):
    m = rows.mean(dim=-1) / rows.square().mean(dim=-1).sqrt()
    layer = F.layer_norm(rows, rows.shape[-1:], eps=0.0)
    rms = F.rms_norm(rows, rows.shape[-1:], eps=0.0)
    ax.plot(layer.flatten(), rms.flatten(), label="LayerNorm")
    ax.plot(layer.flatten(), rms.flatten(), label="RMSNorm")
    ax.set_xlabel("mean / RMS")
    ax.set_ylabel("standard deviation")
    ax.legend()
