"""Figures of the chapter on scaling and invariance."""

from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.patches import Circle, Ellipse

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure


def plot_eps_loss(row_rms, outside, inside, eps: float, rounding: Mapping[str, float]) -> Figure:
    """How much RMS the output loses to eps, for both placements, both axes logarithmic.

    Args:
        row_rms: RMS of the rows, increasing.
        outside, inside: 1 minus the RMS of the output for every row.
        eps: the stabilizer, whose landmarks ``eps`` (outside) and ``sqrt(eps)`` (inside) are marked.
        rounding: for each number format, the height at which its rounding is as large as the loss.
    """
    figure, (ax,) = new_figure(height=4.2)
    for name, height in rounding.items():
        ax.axhline(height, color=GREY, linewidth=0.9, linestyle=":")
        ax.annotate(name, (row_rms[0], height), xytext=(3, 3), textcoords="offset points", color=GREY)
    ax.plot(row_rms, outside, color=BLUE, label="eps outside: about eps / r")
    ax.plot(row_rms, inside, color=RED, linestyle="--", label=r"eps inside: about eps / (2 r$^2$)")
    ax.plot(eps, 0.5, "o", color=BLUE, markersize=8, label="r = eps, loss 0.5")
    ax.plot(eps**0.5, 1 - 0.5**0.5, "s", color=RED, markersize=8, label=r"r = $\sqrt{\mathrm{eps}}$, loss 0.293")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_ylim(1e-8, 3)
    ax.set_xlabel("RMS r of the row")
    ax.set_ylabel("1 minus RMS of the output")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def plot_circle_and_ellipse(vectors, on_circle, on_ellipse, radius: float, gain) -> Figure:
    """Plane vectors, their projections to a circle, and where the gain moves these.

    Args:
        vectors: array of shape ``(n, 2)``.
        on_circle: array of shape ``(n, 2)``: each vector divided by its RMS.
        on_ellipse: array of shape ``(n, 2)``: each projection multiplied by the gain.
        radius: radius of the circle.
        gain: the two gains; the half-axes of the ellipse are ``radius * gain``.
    """
    figure, (ax,) = new_figure(width=5.2, height=4.6)
    ax.add_patch(Circle((0, 0), radius, fill=False, color=BLUE, linewidth=1.5))
    axes = 2 * radius * gain[0], 2 * radius * gain[1]
    ax.add_patch(Ellipse((0, 0), *axes, fill=False, color=ORANGE, linewidth=1.5, linestyle="--"))
    for start, middle, end in zip(vectors, on_circle, on_ellipse, strict=True):
        ax.plot([0, start[0]], [0, start[1]], color=GREY, linewidth=0.8, linestyle=":")
        for tail, head in ((start, middle), (middle, end)):
            ax.annotate("", head, tail, arrowprops={"arrowstyle": "->", "color": GREY, "shrinkA": 4, "shrinkB": 4})
    ax.plot(*zip(*vectors, strict=True), "s", color=GREEN, label="row")
    ax.plot(*zip(*on_circle, strict=True), "o", color=BLUE, label="divided by its RMS")
    ax.plot(*zip(*on_ellipse, strict=True), "^", color=ORANGE, label="times the gain")
    ax.plot(0, 0, "+", color=GREY)
    ax.set_aspect("equal")
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)
    return figure
