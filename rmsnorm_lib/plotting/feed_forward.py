"""Figures of the chapter on the feed-forward block, and of telemetry."""

import numpy as np
from matplotlib.figure import Figure

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

STYLES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (GREEN, "^", "-."), (RED, "D", ":"))


def plot_activations(z, values: dict[str, np.ndarray], slopes: dict[str, np.ndarray]) -> Figure:
    """Activation functions on the left and their derivatives on the right.

    Args:
        z: positions of the horizontal axis, increasing.
        values, slopes: for each label, the function and its derivative at ``z``.
    """
    figure, axes = new_figure(2, width=7.2, height=3.6)
    for ax, curves, title in zip(axes, (values, slopes), ("value", "slope"), strict=True):
        ax.axhline(0, color=GREY, linewidth=0.8)
        for (label, curve), (color, _, linestyle) in zip(curves.items(), STYLES, strict=False):
            ax.plot(z, curve, color=color, linestyle=linestyle, label=label)
        ax.set_xlabel("z")
        ax.set_title(title, fontsize=10)
    figure.legend(*axes[0].get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=3, fontsize=9)
    return figure


def plot_expected_outputs(offsets, curves: dict[str, np.ndarray], sampled: tuple) -> Figure:
    """Mean output of one unit against the offset of its pre-activations.

    Args:
        offsets: values of the horizontal axis, increasing.
        curves: for each label, the mean at every offset.
        sampled: offsets, and for each label the averages over random numbers there, drawn as markers.
    """
    positions, averages = sampled
    figure, (ax,) = new_figure(width=5.8, height=4.4)
    ax.axhline(0, color=GREY, linewidth=0.8)
    for (label, curve), (color, marker, linestyle) in zip(curves.items(), STYLES, strict=False):
        ax.plot(offsets, curve, color=color, linestyle=linestyle, label=label)
        ax.plot(positions, averages[label], marker, color=color, markersize=5)
    ax.set_xlabel("offset a of the pre-activations, their std being 1")
    ax.set_ylabel("mean of the output")
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2, fontsize=9)
    return figure


def plot_unit_means(offsets, averages, curve: tuple, predicted, measured) -> Figure:
    """Averages over tokens of every inner unit: GELU against the offset, SwiGLU against the prediction.

    Args:
        offsets, averages: one pair for each unit of the GELU block.
        curve: positions and values of the formula for GELU.
        predicted, measured: one pair for each unit of the SwiGLU block.
    """
    figure, (left, right) = new_figure(2, width=7.2, height=3.8)
    left.plot(offsets, averages, "o", color=BLUE, markersize=3, alpha=0.6, label="one unit, measured")
    left.plot(*curve, color=RED, label="formula")
    left.set_xlabel("offset of the unit")
    left.set_ylabel("average over the tokens")
    left.set_title("GELU", fontsize=10)
    right.plot(predicted, measured, "s", color=ORANGE, markersize=3, alpha=0.6, label="one unit, measured")
    ends = [min(predicted), max(predicted)]
    right.plot(ends, ends, color=RED, label="formula")
    right.set_xlabel("predicted average")
    right.set_title("SwiGLU", fontsize=10)
    for ax in (left, right):
        ax.legend(frameon=False, fontsize=8, loc="upper left")
    return figure


def plot_comparison(rows: list[dict], module: str, tensor: str) -> Figure:
    """A statistic a line, with its value before and after, for one tensor of one module.

    Args:
        rows: ``rows`` of a :class:`rmsnorm_lib.telemetry.Comparison`.
        module, tensor: which of the measured tensors.

    Raises:
        ValueError: ``rows`` holds no such tensor.
    """
    chosen = [row for row in rows if (row["module"], row["tensor"]) == (module, tensor)]
    if not chosen:
        known = sorted({(row["module"], row["tensor"]) for row in rows})
        raise ValueError(f"module and tensor must be one of {known}, got {(module, tensor)}")
    figure, (ax,) = new_figure(width=5.8, height=3.8)
    positions = range(len(chosen))
    before, after = ([row[key] for row in chosen] for key in ("before", "after"))
    ax.hlines(positions, before, after, color=GREY, linewidth=1.2)
    ax.plot(before, positions, "o", color=BLUE, label="before", markersize=8, markerfacecolor="white")
    ax.plot(after, positions, "s", color=ORANGE, label="after", markersize=5)
    ax.axvline(0, color=GREY, linewidth=0.8)
    # Shares and a kurtosis stand on one axis: linear near 0, logarithmic beyond 1
    ax.set_xscale("symlog", linthresh=1)
    ticks = [tick for tick in (-10, -1, -0.5, 0, 0.5, 1, 2, 5, 10, 20, 50, 100) if tick <= 1.2 * max(*before, *after)]
    ticks = [tick for tick in ticks if tick >= min(*before, *after) - 0.5]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.set_yticks(positions, [row["statistic"] for row in chosen])
    ax.invert_yaxis()
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2, fontsize=9)
    return figure
