"""Figures of the chapter on debugging."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

_LINES = (
    {"color": BLUE, "marker": "o"},
    {"color": ORANGE, "marker": "s", "linestyle": "--"},
    {"color": GREEN, "marker": "^", "linestyle": "-."},
    {"color": RED, "marker": "v", "linestyle": ":"},
    {"color": GREY, "marker": "D"},
    {"color": BLUE, "marker": "x", "linestyle": "--"},
)


def plot_scale_probe(input_rms: Sequence[float], output_rms: Mapping[str, Sequence[float]], eps: float) -> Figure:
    """RMS of the output against RMS of the input, both axes logarithmic.

    Args:
        input_rms: RMS of the rows, increasing.
        output_rms: for each implementation, the RMS of the output for each of these rows; at most six.
        eps: the stabilizer; its square root is marked.
    """
    figure, (ax,) = new_figure(height=4.4)
    ax.axvline(eps**0.5, color=GREY, linewidth=0.9, linestyle=":")
    ax.annotate(r"$\sqrt{\mathrm{eps}}$", (eps**0.5, 3e-4), xytext=(4, 0), textcoords="offset points", color=GREY)
    for (name, values), line in zip(output_rms.items(), _LINES, strict=False):
        ax.plot(input_rms, values, label=name, markersize=5, **line)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_ylim(1e-4, 1e4)
    ax.set_xlabel("RMS of the input row")
    ax.set_ylabel("RMS of the output row")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def plot_survivors(probes: Sequence[str], survivors: Sequence[int], num_faults: int) -> Figure:
    """How many faults remain unseen after each probe of a sequence.

    Args:
        probes: names of the probes, in the order in which they were added.
        survivors: number of faults that no probe so far has shown.
        num_faults: number of all faults.
    """
    figure, (ax,) = new_figure(height=0.38 * len(probes) + 0.8)
    ax.barh(probes, survivors, color=BLUE, height=0.65)
    for row, count in enumerate(survivors):
        ax.annotate(str(count), (count, row), xytext=(4, 0), textcoords="offset points", va="center")
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.set_xlim(0, num_faults)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(f"faults not seen yet, of {num_faults}")
    return figure
