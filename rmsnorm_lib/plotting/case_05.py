"""Figure of case 5: how a shift grows with the mean of the normalized rows."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.feed_forward import STYLES
from rmsnorm_lib.plotting.style import GREY, new_figure


def plot_dose(
    means: Sequence[float], curves: Mapping[str, Sequence[float]], measured: Mapping[str, Sequence[float]]
) -> Figure:
    """Mean behind the gate against the mean of the normalized rows.

    Args:
        means: positions of the horizontal axis.
        curves: for each label, the prediction at every position, drawn as a line.
        measured: for the same labels, the measured value at every position, drawn as markers.
    """
    figure, (ax,) = new_figure(width=5.8, height=4.2)
    ax.axhline(0, color=GREY, linewidth=0.8)
    for (label, curve), (color, marker, linestyle) in zip(curves.items(), STYLES, strict=False):
        ax.plot(means, curve, color=color, linestyle=linestyle)
        # One entry of the legend for a line and its markers
        ax.plot(means, measured[label], marker, color=color, markersize=6, fillstyle="none")
        ax.plot([], [], color=color, linestyle=linestyle, marker=marker, fillstyle="none", label=label)
    ax.set_xlabel("m, the mean of the normalized rows")
    ax.set_ylabel("mean at the input of down")
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2, fontsize=9)
    return figure
