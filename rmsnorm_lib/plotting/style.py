"""The look that all figures share.

Colours are those of Okabe and Ito, which readers with colour-vision deficiency tell apart; series also differ in
marker or line style, so that no figure depends on colour alone.
"""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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
