"""Figures of the chapter on gradients."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure


def plot_projection(h, upstream, gradient) -> Figure:
    """Upstream gradient at the tip of a 2-D row, its two parts, and the input gradient.

    Args:
        h: the row, two numbers.
        upstream: gradient with respect to the normalized row (times the gain), two numbers.
        gradient: gradient with respect to ``h``, two numbers.
    """
    h, upstream, gradient = (np.asarray(vector, dtype=float) for vector in (h, upstream, gradient))
    figure, (ax,) = new_figure(height=4.8)
    length = np.linalg.norm(h)
    direction = h / length
    radial = direction * (direction @ upstream)
    ax.add_patch(Circle((0, 0), length, fill=False, edgecolor=GREY, linestyle=":", linewidth=1.2))

    arrows = (
        (np.zeros(2), h, GREY, "-", "row h"),
        (h, upstream, BLUE, "-", "upstream gradient G"),
        (h, radial, RED, "--", "part of G along h: removed"),
        (h, upstream - radial, ORANGE, "--", "part of G across h: kept"),
        (h, gradient, GREEN, "-", "input gradient = kept part / rms"),
    )
    for start, vector, color, linestyle, label in arrows:
        ax.annotate(
            "",
            start + vector,
            start,
            arrowprops={"arrowstyle": "-|>", "color": color, "linestyle": linestyle, "linewidth": 2, "shrinkB": 0},
        )
        ax.plot([], [], color=color, linestyle=linestyle, linewidth=2, label=label)
    ax.plot(*zip(h + radial, h + upstream, h + upstream - radial, strict=True), color=GREY, linewidth=0.8)
    ax.plot(*h, "o", color=GREY)
    for text, position, shift in (
        ("h", h / 2, (8, -12)),
        ("G", h + upstream, (8, 2)),
        ("removed", h + radial, (4, -14)),
        ("kept", h + upstream - radial, (-32, 0)),
        ("dh", h + gradient, (-20, -8)),
    ):
        ax.annotate(text, position, xytext=shift, textcoords="offset points")
    ax.set_aspect("equal")
    ax.set_xlim(-0.3, 3.0)
    ax.set_ylim(-0.3, 3.0)
    ax.set_xlabel("component 1")
    ax.set_ylabel("component 2")
    figure.legend(*ax.get_legend_handles_labels(), frameon=False, loc="outside upper center", ncols=2, fontsize=8.5)
    return figure


def plot_gradient_norms(row_rms, norms: dict[str, list[float]], ceilings: dict[str, float]) -> Figure:
    """Length of the input gradient against the RMS of the row, both axes logarithmic.

    Args:
        row_rms: RMS of the rows, increasing.
        norms: for each label, the length of the input gradient for every row.
        ceilings: for a label of ``norms``, the level that its curve cannot exceed.
    """
    figure, (ax,) = new_figure(height=4.2)
    styles = ((GREY, "^", ":"), (BLUE, "o", "-"), (RED, "s", "--"))
    for (label, values), (color, marker, linestyle) in zip(norms.items(), styles, strict=False):
        ax.plot(row_rms, values, color=color, marker=marker, linestyle=linestyle, markevery=18, label=label)
        if label in ceilings:
            ax.axhline(ceilings[label], color=color, linewidth=0.8, linestyle=linestyle)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("RMS of the row")
    ax.set_ylabel("length of the input gradient")
    ax.legend(frameon=False)
    return figure
