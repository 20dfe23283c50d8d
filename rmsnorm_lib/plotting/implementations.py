"""Figures of the chapter on implementations."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import numpy as np
from matplotlib.figure import Figure

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

STYLES = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "D"), (RED, "^"), (GREY, "v"))


def plot_roofline(
    points: Mapping[str, Sequence[tuple[float, float]]],
    ridges: Mapping[str, float],
    landmarks: Mapping[str, float],
) -> Figure:
    """Rooflines that share the slanted part: rates are divided by the bandwidth of a copy.

    Args:
        points: for each implementation, pairs of arithmetic intensity and rate, in operations for each byte that a
            copy would have moved in the same time.
        ridges: for each machine, the arithmetic intensity at which its roof becomes flat.
        landmarks: arithmetic intensity of work that is shown for comparison.
    """
    figure, (ax,) = new_figure(height=4.6)
    right = 4000.0
    ax.plot([0.1, right], [0.1, right], color=GREY, linewidth=1, linestyle=":")
    for (name, ridge), linestyle in zip(ridges.items(), ("-", "--", "-."), strict=False):
        ax.plot([0.1, ridge, right], [0.1, ridge, ridge], color=GREY, linestyle=linestyle, label=name)
    for (name, pairs), (color, marker) in zip(points.items(), cycle(STYLES), strict=False):
        ax.plot(*zip(*pairs, strict=True), marker, color=color, label=name, markersize=7)
    for name, intensity in landmarks.items():
        ax.axvline(intensity, color=GREY, linewidth=0.8)
        ax.annotate(name, (intensity, 0.06), xytext=(-4, 0), textcoords="offset points", rotation=90, ha="right")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(0.2, right)
    ax.set_ylim(0.05, 1000)
    ax.set_xlabel("arithmetic intensity (operations for each byte)")
    ax.set_ylabel("rate / bandwidth of a copy")
    figure.legend(loc="outside upper center", ncols=2, frameon=False, fontsize=8.5)
    return figure


def plot_passes(counted: Mapping[str, Sequence[float]], measured: Mapping[str, Sequence[float]]) -> Figure:
    """Measured time, in passes of a copy, against counted passes over memory.

    Args:
        counted: for each implementation, passes over memory of every job.
        measured: for each implementation, the time of every job in units of one pass of a copy.
    """
    figure, (ax,) = new_figure(height=4.2)
    ax.plot([1.5, 80], [1.5, 80], color=GREY, linewidth=1.2, linestyle=":", label="time = passes of a copy")
    for (name, passes), (color, marker) in zip(counted.items(), STYLES, strict=False):
        ax.plot(passes, measured[name], marker, color=color, label=name, markersize=7)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log", base=2)
    ticks = (2, 4, 8, 16, 32, 64)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(ticks, [str(tick) for tick in ticks])
    ax.set_xlabel("passes over memory, counted")
    ax.set_ylabel("time, in passes of a copy")
    ax.legend(frameon=False)
    return figure


def plot_copy_fractions(labels: Sequence[str], fractions: Mapping[str, Sequence[float]]) -> Figure:
    """Time of a copy divided by the time of each implementation, a line of the figure for each job.

    Args:
        labels: names of the jobs, from top to bottom.
        fractions: for each implementation, one number a job; NaN where there is none.
    """
    figure, (ax,) = new_figure(height=1.7 + 0.5 * len(labels))
    lanes = np.linspace(-0.27, 0.27, len(fractions))  # equal values would hide one another on one line
    for (name, values), (color, marker), lane in zip(fractions.items(), STYLES, lanes, strict=False):
        ax.plot(values, np.arange(len(labels)) + lane, marker, color=color, label=name, markersize=6)
    ax.axvline(1.0, color=GREY, linewidth=1.2, linestyle=":")
    ax.set_xlim(0, max(1.05, 1.05 * float(np.nanmax([*fractions.values()]))))
    ax.set_yticks(range(len(labels)), labels)
    ax.invert_yaxis()
    ax.set_xlabel("time of a copy / time of the norm")
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    return figure


def plot_partial_noise(
    counts: Sequence[int], noise: Mapping[int, Sequence[float]], sizes: Sequence[float], outputs: Mapping[str, Sequence]
) -> Figure:
    """Noise of an RMS that is estimated from part of a row, and what one outlier does to the output.

    Args:
        counts: numbers of components that enter the estimate.
        noise: for each length of row, the relative spread of estimate / RMS of the row at ``counts``.
        sizes: sizes of the outlier.
        outputs: for each place of the outlier, the RMS of the output at ``sizes``.
    """
    figure, (left, right) = new_figure(num_columns=2, width=6.6, height=3.9)
    smooth = np.geomspace(min(counts), max(counts), 200)
    left.plot(smooth, 1 / np.sqrt(2 * smooth), color=GREY, linestyle=":", label="$1/\\sqrt{2k}$")
    for (hidden_size, values), (color, marker), linestyle in zip(noise.items(), STYLES, ("-", "--"), strict=False):
        inside = smooth[smooth < hidden_size]
        left.plot(inside, np.sqrt((1 - inside / hidden_size) / (2 * inside)), color=color, linestyle=linestyle)
        left.plot(counts[: len(values)], values, marker, color=color, label=f"d = {hidden_size}")
    left.set_xscale("log", base=2)
    left.set_yscale("log")
    left.set_ylim(0.003, 0.5)
    left.set_xlabel("components used, k")
    left.set_ylabel("relative noise of the RMS")
    left.legend(frameon=False)
    for (name, values), (color, marker), linestyle in zip(outputs.items(), STYLES[2:], ("-", "--"), strict=False):
        right.plot(sizes, values, color=color, marker=marker, linestyle=linestyle, markevery=12, label=name)
    right.axhline(1.0, color=GREY, linewidth=1.2, linestyle=":")
    right.set_xscale("log")
    right.set_yscale("log")
    right.set_xlabel("size of one outlier")
    right.set_ylabel("RMS of the output")
    right.legend(frameon=False, title="outlier", fontsize=8.5)
    return figure
