"""The curves are drawn into a figure of their own.

Loses: t9-plot
Says: nothing was drawn into ax
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-plot-answer
import torch.nn.functional as F
import matplotlib.pyplot as plt


def plot_output_std(ax, rows):
    m = rows.mean(dim=-1) / rows.square().mean(dim=-1).sqrt()
    layer = F.layer_norm(rows, rows.shape[-1:], eps=0.0)
    rms = F.rms_norm(rows, rows.shape[-1:], eps=0.0)
    plt.figure()
    plt.plot(m, layer.std(dim=-1, correction=0), label="LayerNorm")
    plt.plot(m, rms.std(dim=-1, correction=0), label="RMSNorm")
    plt.legend()
