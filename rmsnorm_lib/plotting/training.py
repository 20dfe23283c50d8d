"""Figures of the chapter on training."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

DEPTH_STYLES = {
    "no norm": (RED, "s", "--"),
    "pre-norm": (BLUE, "o", "-"),
    "post-norm": (ORANGE, "D", ":"),
    "sandwich norm": (GREEN, "^", "-."),
}
TRAINING_STYLES = (
    (RED, "s", "--"),
    (GREY, "v", (0, (5, 1, 1, 1))),
    (GREEN, "^", "-."),
    (BLUE, "o", "-"),
    (ORANGE, "D", ":"),
)


def plot_depth(profiles: dict[str, tuple[list[float], list[float]]]) -> Figure:
    """RMS of the residual stream and length of its gradient after each block, on logarithmic axes.

    Args:
        profiles: for each label of ``DEPTH_STYLES``, the RMS and the gradient norm after every block, from the first
            block to the last.
    """
    figure, axes = new_figure(2, width=7.2, height=3.8)
    titles = ("RMS of the residual stream", "length of its gradient")
    for ax, title, index in zip(axes, titles, (0, 1), strict=True):
        for label, profile in profiles.items():
            color, marker, linestyle = DEPTH_STYLES[label]
            values = profile[index]
            blocks = np.arange(1, len(values) + 1)
            ax.plot(blocks, values, color=color, marker=marker, markersize=4, linestyle=linestyle, label=label)
        ax.set_yscale("log")
        low, high = ax.get_ylim()
        if high < 100 * low:
            # Plain numbers at the minor ticks too, because there is at most one major tick to read
            ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            ax.yaxis.set_minor_formatter(
                FuncFormatter(lambda value, _: f"{value:g}" if f"{value:e}"[0] in "236" else "")
            )
        ax.xaxis.set_major_locator(MultipleLocator(4))
        ax.set_xlabel("block")
        ax.set_title(title, fontsize=10)
    figure.legend(*axes[0].get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=3, fontsize=9)
    return figure


def plot_training(curves: dict[str, np.ndarray], held_out: dict[str, np.ndarray], window: int = 20) -> Figure:
    """Training loss against the step, with the range over the seeds, and the held-out loss of every run.

    Args:
        curves: for each label, losses of shape ``(num_seeds, num_steps)``.
        held_out: for each label, the loss on held-out text at the end, shape ``(num_seeds,)``.
        window: number of steps that are averaged, so that the curves show the trend and not the single batch.
    """
    figure, (left, right) = new_figure(2, width=7.2, height=4.2)
    kernel = np.ones(window) / window
    for position, (label, losses) in enumerate(curves.items()):
        color, marker, linestyle = TRAINING_STYLES[position]
        smooth = np.stack([np.convolve(row, kernel, mode="valid") for row in np.asarray(losses)])
        steps = np.arange(window, window + smooth.shape[1])
        left.plot(steps, smooth.mean(axis=0), color=color, linestyle=linestyle, label=label, linewidth=1.5)
        left.fill_between(steps, smooth.min(axis=0), smooth.max(axis=0), color=color, alpha=0.2, linewidth=0)
        values = np.asarray(held_out[label])
        right.vlines(position, values.min(), values.max(), color=color, linewidth=1.5)
        right.plot(np.full(len(values), position), values, marker, color=color, markersize=5, linestyle="none")
        right.plot([position - 0.25, position + 0.25], [values.mean()] * 2, color=color, linewidth=1.5)
    # The first losses of a model without a norm are far above the rest
    left.set_ylim(2.0, 4.2)
    left.set_xlabel("step")
    left.set_title(f"training loss, mean of {window} steps", fontsize=10)
    right.set_xticks([])
    right.set_title("held-out loss, every seed", fontsize=10)
    figure.legend(*left.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=3, fontsize=9)
    return figure
