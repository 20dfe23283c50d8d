"""Figures of the chapter on numerics."""

from matplotlib.figure import Figure
from matplotlib.patches import Patch

from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

HATCHES = {BLUE: "", ORANGE: "////", RED: "xxxx", GREEN: "....", "#DDDDDD": ""}
BAND_COLOURS = (BLUE, ORANGE, RED, GREEN, "#DDDDDD")


def plot_range_bands(scales, bands: dict[str, list[str]], outcomes: tuple[str, ...]) -> Figure:
    """What becomes of a row at every scale: one horizontal band for each way to compute, one colour an outcome.

    Args:
        scales: sizes of the row, increasing, evenly spaced on a logarithmic axis.
        bands: for each label, the name of the outcome at every scale.
        outcomes: names of all outcomes, at most five, in the order of the legend.
    """
    figure, (ax,) = new_figure(width=5.8, height=4.0)
    colours = dict(zip(outcomes, BAND_COLOURS, strict=False))
    half_step = (scales[1] / scales[0]) ** 0.5
    for position, names in enumerate(bands.values()):
        start = 0
        for stop in range(1, len(names) + 1):
            if stop == len(names) or names[stop] != names[start]:
                left, right = scales[start] / half_step, scales[stop - 1] * half_step
                colour = colours[names[start]]
                ax.barh(
                    position,
                    right - left,
                    left=left,
                    height=0.62,
                    color=colour,
                    hatch=HATCHES[colour],
                    edgecolor="white",
                    linewidth=0,
                )
                start = stop
    ax.set_yticks(range(len(bands)), list(bands))
    ax.invert_yaxis()
    ax.set_xscale("log")
    ax.set_xlim(scales[0], scales[-1])
    ax.set_xlabel("size of the row's components")
    ax.grid(visible=False, axis="y")
    handles = [Patch(facecolor=c, hatch=HATCHES[c], edgecolor="white", label=name) for name, c in colours.items()]
    ax.legend(handles=handles, frameon=False, loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2)
    return figure


def plot_error_growth(errors: dict[str, list[float]], label: str, guides: dict[str, tuple[float, float]]) -> Figure:
    """An error after every layer of a deep stack, both axes logarithmic, with power laws as guides.

    Args:
        errors: for each label, one error per layer, the first layer first.
        label: what the vertical axis shows.
        guides: for each label, the value at layer 1 and the exponent of a power of the layer number.
    """
    figure, (ax,) = new_figure(height=4.2)
    styles = ((RED, "^", "-"), (BLUE, "o", "-"), (GREEN, "s", "--"), (ORANGE, "v", "--"))
    for (name, values), (colour, marker, linestyle) in zip(errors.items(), styles, strict=False):
        layers = range(1, len(values) + 1)
        marked = [2**k - 1 for k in range(len(values).bit_length())]
        ax.plot(layers, values, color=colour, marker=marker, linestyle=linestyle, markevery=marked, label=name)
    for (name, (first, exponent)), linestyle in zip(guides.items(), (":", "-."), strict=False):
        layers = range(1, len(values) + 1)
        guide = [first * layer**exponent for layer in layers]
        ax.plot(layers, guide, color=GREY, linestyle=linestyle, linewidth=1, label=name)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ticks = [2**k for k in range(len(values).bit_length())]
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.set_xlabel("layer")
    ax.set_ylabel(label)
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=2)
    return figure
