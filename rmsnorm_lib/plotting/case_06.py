"""Figure of case 6: what two designs make of a small deviation from the mean of a row."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.feed_forward import STYLES
from rmsnorm_lib.plotting.style import GREY, new_figure


def plot_responses(deviations: Sequence[float], curves: Mapping[str, Sequence[tuple[float, float]]]) -> Figure:
    """The feature behind the norm on the left, behind the activation on the right.

    Args:
        deviations: positions of the horizontal axis, in standard deviations of the row.
        curves: for each label one pair at every position: behind the norm, behind the activation.
    """
    figure, axes = new_figure(2, width=7.2, height=4.0)
    for index, (ax, title) in enumerate(zip(axes, ("behind the norm", "behind the activation"), strict=True)):
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.axvline(0, color=GREY, linewidth=0.8)
        for (label, pairs), (color, _, linestyle) in zip(curves.items(), STYLES, strict=False):
            values = [pair[index] for pair in pairs]
            ax.plot(deviations, values, color=color, linestyle=linestyle, linewidth=2, label=label)
        ax.set_xlabel("deviation from the row's mean, in std")
        ax.set_title(title, fontsize=10)
    figure.legend(*axes[0].get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=3, fontsize=9)
    return figure
