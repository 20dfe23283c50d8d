"""Figures of measured speed."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure


def plot_speed_ratios(labels: Sequence[str], ratios: Mapping[str, Sequence[float]], baseline: str) -> Figure:
    """Dots of how many times faster each candidate is than the baseline, a line of the figure for each job.

    Args:
        labels: names of the jobs, from top to bottom.
        ratios: time of the baseline divided by the time of the candidate, for each candidate and job.
        baseline: name of what the ratios refer to.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(height=1.6 + 0.32 * len(labels))
    styles = zip(ratios, (BLUE, ORANGE, GREEN, RED, GREY), "osD^v", strict=False)
    for name, colour, marker in styles:
        ax.plot(ratios[name], range(len(labels)), marker, color=colour, label=name, markersize=7)
    ax.axvline(1.0, color=GREY, linewidth=1.2, linestyle=":")
    ax.set_xscale("log", base=2)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.set_yticks(range(len(labels)), labels)
    ax.invert_yaxis()
    ax.set_xlabel(f"times faster than {baseline}")
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    return figure
