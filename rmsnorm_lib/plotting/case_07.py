"""Figures of the case on training instability."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.feed_forward import STYLES
from rmsnorm_lib.plotting.style import new_figure


def plot_losses(curves: Mapping[str, Sequence[Sequence[float]]]) -> Figure:
    """Loss against the step, on a logarithmic axis, with one line for each run.

    Args:
        curves: for each label, one list of losses for each run; at most four labels.
    """
    figure, (ax,) = new_figure(width=5.8, height=4.0)
    for (label, runs), (color, _, linestyle) in zip(curves.items(), STYLES, strict=False):
        for index, losses in enumerate(runs):
            ax.plot(losses, color=color, linestyle=linestyle, linewidth=1.2, label="_" * (index > 0) + label)
    ax.set_yscale("log")
    ax.set_xlabel("step")
    ax.set_ylabel("loss")
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2, fontsize=9)
    return figure
