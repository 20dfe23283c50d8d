"""Figures of the chapter on the formula."""

from matplotlib.figure import Figure

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure


def plot_depth_profiles(profiles: dict[str, list[float]]) -> Figure:
    """RMS after every layer of a deep stack, the RMS on a logarithmic axis.

    Args:
        profiles: for each label, one RMS per layer, the first layer first.
    """
    figure, (ax,) = new_figure(height=4.0)
    styles = ((RED, "o", "-"), (BLUE, "s", "-"), (ORANGE, "^", "--"), (GREEN, "v", "--"))
    for (label, sizes), (color, marker, linestyle) in zip(profiles.items(), styles, strict=False):
        layers = range(1, len(sizes) + 1)
        ax.plot(layers, sizes, color=color, marker=marker, linestyle=linestyle, markevery=7, label=label)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("RMS of the layer's output")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def plot_normalization_stages(names: list[str], stages: list[list[float]]) -> Figure:
    """Each component of one vector after each stage of a computation, with its value written beside it.

    Args:
        names: name of each stage.
        stages: for each stage, the value of every component, at most four components.
    """
    figure, (ax,) = new_figure(height=4.4)
    positions = range(len(names))
    components = zip(*stages, strict=True)
    for index, (values, color, marker) in enumerate(zip(components, (BLUE, ORANGE, GREEN, RED), "os^v", strict=False)):
        ax.plot(positions, values, color=color, marker=marker, label=f"component {index + 1}")
        for position, value in zip(positions, values, strict=True):
            ax.annotate(
                f"{value:.1f}",
                (position, value),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )
    ax.set_xticks(positions, names)
    ax.set_xlim(-0.3, len(names) - 0.6)
    ax.set_ylabel("value")
    ax.legend(frameon=False)
    return figure


def plot_eps_placements(row_rms, outside: dict[float, list[float]], inside: dict[float, list[float]]) -> Figure:
    """RMS of the output against RMS of the row, for eps outside and inside the root, both axes logarithmic.

    Args:
        row_rms: RMS of the rows, increasing.
        outside, inside: for each eps, the RMS of the output for every row; the point where a curve leaves 1 for good
            is marked at ``row_rms = eps`` (outside, height 1/2) and at ``sqrt(eps)`` (inside, height ``1/sqrt(2)``).
    """
    figure, (ax,) = new_figure(height=4.2)
    for (eps, values), color, linestyle in zip(outside.items(), (BLUE, GREEN), ("-", "--"), strict=False):
        ax.plot(row_rms, values, color=color, linestyle=linestyle)
        ax.plot(eps, 0.5, "o", color=color, linestyle=linestyle, label=f"outside, eps = {eps:.0e}")
    for (eps, values), color, linestyle in zip(inside.items(), (RED, ORANGE), ("-", "--"), strict=False):
        ax.plot(row_rms, values, color=color, linestyle=linestyle)
        ax.plot(eps**0.5, 0.5**0.5, "s", color=color, linestyle=linestyle, label=f"inside, eps = {eps:.0e}")
    ax.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_ylim(1e-3, 2)
    ax.set_xlabel("RMS of the row")
    ax.set_ylabel("RMS of the output")
    ax.legend(frameon=False, loc="lower right")
    return figure
