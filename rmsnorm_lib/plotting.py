"""The course's figures. Each function takes numbers, draws one figure and returns it; none computes a result.

Colours are those of Okabe and Ito, which readers with colour-vision deficiency tell apart; series also differ in
marker or line style, so that no figure depends on colour alone.
"""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#595959"


def new_figure(num_columns: int = 1, width: float = 5.8, height: float = 3.4) -> tuple[Figure, list[Axes]]:
    """An empty figure in the course's style: white background, light grid, no frame above or to the right.

    Args:
        num_columns: number of axes side by side.
        width, height: size in inches.

    Returns:
        The figure and its axes, always as a list.
    """
    figure, axes = plt.subplots(1, num_columns, figsize=(width, height), dpi=150, squeeze=False, layout="constrained")
    figure.set_facecolor("white")
    for ax in axes[0]:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#DDDDDD", linewidth=0.8)
        ax.set_axisbelow(True)
    plt.close(figure)
    return figure, list(axes[0])


def plot_rms_and_norm(dims, rms_mean, rms_low, rms_high, norm_mean, sqrt_dims) -> Figure:
    """RMS and Euclidean norm of random vectors against their number of components, both axes logarithmic.

    Args:
        dims: numbers of components, increasing.
        rms_mean, rms_low, rms_high: average, lower and upper end of the RMS over many vectors, one value for each dim.
        norm_mean: average Euclidean norm.
        sqrt_dims: square roots of ``dims``, drawn as a guide.
    """
    figure, (ax,) = new_figure(width=5.2, height=3.6)
    ax.plot(dims, sqrt_dims, color=GREY, linestyle=":", label=r"$\sqrt{d}$")
    ax.plot(dims, norm_mean, color=ORANGE, marker="s", linestyle="none", label="Euclidean norm")
    ax.fill_between(dims, rms_low, rms_high, color=BLUE, alpha=0.2, linewidth=0, label="90 % of the RMS values")
    ax.plot(dims, rms_mean, color=BLUE, marker="o", label="RMS")
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.set_xlabel("number of components d")
    ax.set_ylabel("value")
    ax.legend(frameon=False)
    return figure


def plot_outlier_growth(sizes, rms_values, mean_values, limit, others, marked: float) -> Figure:
    """What one growing component does to the RMS, to the mean and to the other components, axes logarithmic.

    Args:
        sizes: values of the growing component.
        rms_values, mean_values: RMS and mean of the vector at each size.
        limit: value that the RMS approaches, drawn as a guide.
        others: what each of the other components becomes when it is divided by the RMS.
        marked: one size, drawn as a vertical line.
    """
    figure, (ax,) = new_figure(width=5.2, height=4.0)
    ax.axvline(marked, color=GREY, linewidth=0.8)
    ax.annotate(
        f"t = {marked:g}",
        (marked, 0.0),
        xycoords=("data", "axes fraction"),
        xytext=(-4, 6),
        textcoords="offset points",
        color=GREY,
        ha="right",
    )
    ax.plot(sizes, limit, color=GREY, linestyle=":", label=r"$t/\sqrt{d}$")
    ax.plot(sizes, rms_values, color=BLUE, marker="o", markevery=10, label="RMS")
    ax.plot(sizes, mean_values, color=ORANGE, marker="s", markevery=10, label="mean")
    ax.plot(sizes, others, color=GREEN, marker="^", markevery=10, linestyle="--", label="each 1, divided by the RMS")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("size t of the fourth component")
    ax.set_ylabel("value")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, 1.24), ncols=2)
    return figure


def plot_unit_rms_circle(vectors, scaled, radius: float) -> Figure:
    """Plane vectors, what they become when each is divided by its RMS, and the circle on which the results lie.

    Args:
        vectors: array of shape ``(n, 2)``.
        scaled: array of shape ``(n, 2)``: each vector divided by its RMS.
        radius: radius of the circle.
    """
    figure, (ax,) = new_figure(width=5.2, height=5.2)
    ax.add_patch(Circle((0, 0), radius, fill=False, color=BLUE, linewidth=1.5))
    ax.plot([], [], color=BLUE, label=f"RMS 1: radius {radius:.3f}")
    for start, end in zip(vectors, scaled, strict=True):
        ax.plot([0, start[0]], [0, start[1]], color=GREY, linewidth=0.8, linestyle=":")
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": GREY, "shrinkA": 4, "shrinkB": 4})
    ax.plot(vectors[:, 0], vectors[:, 1], "s", color=ORANGE, label="vector")
    ax.plot(scaled[:, 0], scaled[:, 1], "o", color=BLUE, label="divided by its RMS")
    ax.plot(0, 0, "+", color=GREY)
    ax.set_aspect("equal")
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, 1.12), ncols=3)
    return figure


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
