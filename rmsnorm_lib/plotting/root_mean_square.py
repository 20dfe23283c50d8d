"""Figures of the chapter on the root mean square."""

from matplotlib.figure import Figure
from matplotlib.patches import Circle

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, new_figure


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
