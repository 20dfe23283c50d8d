"""Figures of the chapter that compares RMSNorm with LayerNorm."""

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.style import BLUE, GREY, ORANGE, new_figure


def plot_two_outputs(h, layer_norm, rms_norm) -> Figure:
    """The output of LayerNorm and the output of RMSNorm for one vector, side by side with the same axis.

    Args:
        h: the vector, whose components label the horizontal axes.
        layer_norm, rms_norm: the outputs, each with one value for each component.
    """
    figure, axes = new_figure(num_columns=2, height=3.6)
    limit = 1.3 * max(abs(value) for value in (*layer_norm, *rms_norm))
    panels = (("LayerNorm", layer_norm, ORANGE, "s"), ("RMSNorm", rms_norm, BLUE, "o"))
    for ax, (name, values, color, marker) in zip(axes, panels, strict=True):
        mean = sum(values) / len(values)
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.vlines(range(len(h)), 0, values, color=color)
        ax.plot(range(len(h)), values, marker, color=color)
        ax.axhline(mean, color=color, linestyle="--", linewidth=1.2, label=f"mean {mean:.2f}")
        for position, value in enumerate(values):
            ax.annotate(
                f"{value:.2f}",
                (position, value),
                xytext=(0, 7 if value > 0 else -7),
                textcoords="offset points",
                ha="center",
                va="bottom" if value > 0 else "top",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )
        ax.set_xticks(range(len(h)), [f"{value:g}" for value in h])
        ax.set_xlim(-0.6, len(h) - 0.4)
        ax.set_ylim(-limit, limit)
        ax.set_xlabel("component of h")
        ax.set_title(name)
        ax.legend(frameon=False, loc="lower right")
    axes[0].set_ylabel("output")
    return figure


def plot_output_moments(mean_over_rms, mean, std, measured: tuple) -> Figure:
    """Mean and standard deviation of RMSNorm's output against the mean over the RMS of its input.

    Args:
        mean_over_rms: values of the horizontal axis, increasing, for the two curves.
        mean, std: mean and standard deviation of the output at each of them.
        measured: mean over RMS, output mean and output standard deviation of some rows, drawn as markers.
    """
    figure, (ax,) = new_figure(width=5.2, height=4.0)
    positions, means, stds = measured
    ax.axhline(1, color=GREY, linestyle=":", label="LayerNorm: std 1")
    ax.axhline(0, color=GREY, linestyle="-.", label="LayerNorm: mean 0")
    ax.plot(mean_over_rms, std, color=ORANGE, linestyle="--", label="RMSNorm: std, formula")
    ax.plot(mean_over_rms, mean, color=BLUE, label="RMSNorm: mean, formula")
    ax.plot(positions, stds, "s", color=ORANGE, label="std, measured")
    ax.plot(positions, means, "o", color=BLUE, label="mean, measured")
    ax.set_xlabel("m = mean / RMS of the input row")
    ax.set_ylabel("of the output row")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure
