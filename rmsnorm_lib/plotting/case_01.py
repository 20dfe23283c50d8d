"""The figure of case 1."""

import numpy as np
from matplotlib.figure import Figure

from rmsnorm_lib.plotting.feed_forward import STYLES
from rmsnorm_lib.plotting.style import new_figure


def plot_constant_shares(means, shares: dict[str, np.ndarray]) -> Figure:
    """Share of a block's output that is the same for all tokens, against the mean of the normalized rows.

    Args:
        means: values of the horizontal axis, increasing.
        shares: for each label, numbers between 0 and 1, shape ``(num_seeds, len(means))``. Their average is drawn as a
            line, and the range over the seeds as a band.
    """
    figure, (ax,) = new_figure(width=5.8, height=4.2)
    for (label, values), (color, marker, linestyle) in zip(shares.items(), STYLES, strict=False):
        percent = 100 * np.asarray(values)
        ax.plot(means, percent.mean(0), color=color, marker=marker, linestyle=linestyle, markersize=5, label=label)
        ax.fill_between(means, percent.min(0), percent.max(0), color=color, alpha=0.15, linewidth=0)
    ax.set_ylim(bottom=0)
    ax.set_xlabel("m of the stream")
    ax.set_ylabel("output that all tokens share, %")
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2, fontsize=9)
    return figure
