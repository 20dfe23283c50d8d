"""Still pictures, tables and starting values of the figures that readers move on the website.

A live figure needs no kernel: a script in the page does its arithmetic.
What a page shows without JavaScript is made here, when the site is built, from values of the float64 reference;
the script starts from the same values.
Normalization is shown with eps = 0, except where eps is the subject.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.ticker import PercentFormatter

from rmsnorm_lib import PAPER, TORCH, layer_norm, reference
from rmsnorm_lib.plotting.style import BLUE, GREEN, GREY, ORANGE, RED, new_figure

# Floating-point operations that the formulas need for each element of the input, products and sums counted alike
OPERATIONS = {"forward": 4, "backward": 9, "forward+backward": 13, "add+norm": 5}
ITEM_SIZES = {"float32": 4, "bfloat16": 2, "float16": 2}


@dataclass(frozen=True)
class LiveFigure:
    """What a page holds of one live figure.

    Attributes:
        figure: the still picture.
        header, rows: a table of values, as text.
        data: what the script starts from, made of JSON types.
    """

    figure: Figure
    header: list[str]
    rows: list[list[str]]
    data: dict


def make_live_figure(name: str, results: Sequence[dict] = ()) -> LiveFigure:
    """The still parts of one live figure.

    Args:
        name: one of ``NAMES``.
        results: contents of result files, used by ``"roofline"`` only; those without times are passed over.

    Returns:
        Picture, table and starting values.

    Raises:
        ValueError: ``name`` is not known, or ``results`` holds no times for ``"roofline"``.
    """
    if name == "roofline":
        return _roofline(results)
    if name not in _MAKERS:
        raise ValueError(f"name must be one of {NAMES}, got {name!r}")
    return _MAKERS[name]()


def _number(value: float) -> str:
    """Three significant digits, without an exponent where it is short."""
    if not np.isfinite(value):
        return "not a number" if np.isnan(value) else "infinite"
    return f"{value:.3g}"


def _vector(values) -> str:
    return "(" + ", ".join(_number(one) for one in values) + ")"


def _arrow(ax, end, color: str, linestyle: str = "-") -> None:
    ax.annotate("", end, (0, 0), arrowprops={"arrowstyle": "->", "color": color, "linestyle": linestyle, "lw": 1.8})


def _one_outlier() -> LiveFigure:
    sizes = [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100]
    sizes += [150, 200, 300, 400, 500, 600, 800, 1000]
    dims, dim, start = [4, 16, 64, 256, 1024, 4096], 4, 9
    rows = []
    for size in (1, 3, 9, 30, 100, 1000):
        h = np.array([*np.ones(dim - 1), size])
        scaled = reference.rms_norm(h, eps=0.0)
        rows.append([f"{size:g}", *map(_number, (h.mean(), reference.rms(h), scaled[0], scaled[-1]))])

    h = np.array([*np.ones(dim - 1), start])
    figure, axes = new_figure(num_columns=2, height=3.2)
    names = ["1", "1", "1", "t"]
    for ax, values, title in zip(axes, (h, reference.rms_norm(h, eps=0.0)), ("h", "h / rms(h)"), strict=True):
        bars = ax.bar(range(dim), values, color=[GREY] * (dim - 1) + [ORANGE], width=0.6)
        ax.bar_label(bars, [_number(one) for one in values], padding=2)
        ax.set_xticks(range(dim), names)
        ax.set_title(title)
    axes[0].axhline(reference.rms(h), color=BLUE, label=f"RMS {reference.rms(h):.2f}")
    axes[0].axhline(h.mean(), color=RED, linestyle="--", label=f"mean {h.mean():.2f}")
    axes[1].axhline(dim**0.5, color=GREEN, linestyle=":", label=r"bound $\sqrt{d}$")
    for ax, top in zip(axes, (start, dim**0.5), strict=True):
        ax.set_ylim(0, 1.3 * top)
        ax.legend(frameon=False, loc="upper left")
    header = ["t", "mean", "RMS", "each 1, divided by the RMS", "t, divided by the RMS"]
    return LiveFigure(figure, header, rows, {"sizes": sizes, "dims": dims, "dim": dim, "size": start})


def output_rms_in_format(row_rms: float, eps: float, eps_placement: str, dtype: torch.dtype) -> float:
    """RMS of the output for a row of equal magnitudes, every step rounded to ``dtype``.

    In such a row each square is the mean square, so that the only rounding is that of the formula's own steps.

    Args:
        row_rms: the magnitude; it is rounded to ``dtype`` first, and so is ``eps``.
        eps: stabilizer.
        eps_placement: ``"inside"`` or ``"outside"`` the root.
        dtype: a floating-point format.

    Returns:
        The RMS; NaN or infinite where a step divides by zero.
    """
    x, eps_rounded = (torch.tensor([one], dtype=torch.float64).to(dtype) for one in (row_rms, eps))
    mean_square = x * x

    def root(value: torch.Tensor) -> torch.Tensor:
        # Rounded once, from float64: torch's own float32 root is not the nearest number for every argument
        return torch.tensor([math.sqrt(value.item())], dtype=torch.float64).to(dtype)

    if eps_placement == "inside":
        return (x / root(mean_square + eps_rounded)).abs().item()
    return (x / (root(mean_square) + eps_rounded)).abs().item()


def _eps_placement() -> LiveFigure:
    eps, row_rms = 1e-6, 1e-3
    sizes = np.logspace(-9, 5, 281)
    figure, (ax,) = new_figure(height=4.0)
    signs = np.array([1.0, -1.0])
    for convention, color, linestyle in ((TORCH, RED, "-"), (PAPER, BLUE, "--")):
        placement = convention.eps_placement
        values = [reference.rms(reference.rms_norm(one * signs, eps=eps, convention=convention)) for one in sizes]
        ax.plot(sizes, values, color=color, linestyle=linestyle, label=f"eps {placement}, exact")
        rounded = [output_rms_in_format(one, eps, placement, torch.float16) for one in sizes[::5]]
        marker = "s" if placement == "inside" else "o"
        ax.plot(sizes[::5], rounded, marker, color=color, markersize=4, fillstyle="none", label=f"{placement}, float16")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_ylim(1e-4, 1e3)
    ax.set_xlabel("RMS of the row")
    ax.set_ylabel("RMS of the output")
    ax.legend(frameon=False, loc="lower right")
    rows = []
    for size in 10.0 ** np.arange(-8, 5, 2):
        cells = [f"{size:.0e}"]
        for convention in (TORCH, PAPER):
            exact = reference.rms(reference.rms_norm(size * signs, eps=eps, convention=convention))
            cells.append(_number(exact))
            for dtype in (torch.bfloat16, torch.float16):
                cells.append(_number(output_rms_in_format(size, eps, convention.eps_placement, dtype)))
        rows.append(cells)
    header = ["RMS of the row", "inside, exact", "inside, bfloat16", "inside, float16"]
    header += ["outside, exact", "outside, bfloat16", "outside, float16"]
    return LiveFigure(figure, header, rows, {"eps": eps, "rowRms": row_rms, "format": "float16"})


def _sphere_and_circle() -> LiveFigure:
    start = {"2": [2.0, 0.6], "3": [2.0, 0.6, -0.8]}
    vectors = [start["2"], [0.4, -0.2], [-1.5, 1.0], [1.0, 1.4], start["3"], [0.5, 1.5, 1.0], [-2.0, -1.0, 0.0]]
    rows = []
    for vector in vectors:
        h = np.array(vector)
        plain = layer_norm(torch.tensor(h), eps=0.0).numpy()
        rows.append([_vector(h), _vector(reference.rms_norm(h, eps=0.0)), _vector(plain)])
    h = np.array(start["2"])
    figure, (ax,) = new_figure(width=5.2, height=5.2)
    radius = 2**0.5
    ax.add_patch(Circle((0, 0), radius, fill=False, color=BLUE, linewidth=1.5))
    ax.plot([-2.4, 2.4], [2.4, -2.4], color=RED, linestyle="--", label="mean 0")
    ax.plot([-2.4, 2.4], [-2.4, 2.4], color=GREEN, linestyle=":", label="all components equal")
    arrows = ((h, GREY, "h"), (reference.rms_norm(h, eps=0.0), BLUE, "RMSNorm(h)"))
    arrows += ((layer_norm(torch.tensor(h), eps=0.0).numpy(), RED, "LayerNorm(h)"),)
    for (end, color, label), marker in zip(arrows, "Dos", strict=True):
        _arrow(ax, end, color)
        ax.plot(*end, marker, color=color, label=label)
    ax.set_aspect("equal")
    ax.set_xlim(-2.6, 2.6)
    ax.set_ylim(-2.6, 2.6)
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    figure.legend(frameon=False, loc="outside upper center", ncols=3)
    return LiveFigure(figure, ["h", "RMSNorm(h)", "LayerNorm(h)"], rows, {"start": start})


def _gradient_projection() -> LiveFigure:
    angle, row_rms, g, gains = 30, 2.0, [-0.5, 2.0], [[1.0, 1.0], [2.0, 0.5]]
    direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    rows = []
    for size in (0.25, 0.5, 1.0, 2.0, 4.0):
        x = size * 2**0.5 * direction
        dx, _, _ = reference.rms_norm_backward(np.array(g), x, eps=0.0)
        rows.append([_number(size), _vector(dx), _number(np.linalg.norm(dx)), _number(size * np.linalg.norm(dx))])
    x = row_rms * 2**0.5 * direction
    dx, _, _ = reference.rms_norm_backward(np.array(g), x, eps=0.0)
    projected = row_rms * dx
    figure, (ax,) = new_figure(width=5.2, height=5.2)
    across = 3.4 * np.array([-direction[1], direction[0]])
    ax.plot(*np.column_stack([-across, across]), color=GREY, linestyle=":", label="orthogonal to x")
    ax.plot(*np.column_stack([g, projected]), color=GREY, linewidth=0.9)
    arrows = (
        (x, GREY, "x"),
        (g, ORANGE, "g * w"),
        (projected, BLUE, "projection of g * w"),
        (dx, RED, "input gradient"),
    )
    for (end, color, label), marker in zip(arrows, "Dsov", strict=True):
        _arrow(ax, end, color)
        ax.plot(*end, marker, color=color, label=label)
    ax.set_aspect("equal")
    ax.set_xlim(-3.2, 3.2)
    ax.set_ylim(-3.2, 3.2)
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    figure.legend(frameon=False, loc="outside upper center", ncols=3)
    header = ["RMS of x", "input gradient", "its length", "its length times the RMS of x"]
    return LiveFigure(figure, header, rows, {"angle": angle, "rowRms": row_rms, "g": g, "gains": gains})


# Edges of bars. Negative outputs of GELU are all above -0.17 and share one bar, which hides nothing but the place where
# GELU is lowest and its output has an infinite density. Bars of a gate are even near 0 and grow in proportion far out,
# because both signs and magnitudes up to 30 occur.
GELU_LOWEST, GELU_EDGES = -0.25, np.arange(0, 7.01, 0.25)
GATE_EDGES, GATE_TICKS = np.sinh(0.2 * np.arange(-21, 22)), [-10, -3, -1, 0, 1, 3, 10]
# Points and masses of a standard normal number
NORMAL_POINTS = torch.linspace(-8, 8, 801, dtype=torch.float64)
NORMAL_MASSES = torch.softmax(-NORMAL_POINTS.square() / 2, 0)


def unit_outputs(mean: float, gate_sum: float, up_sum: float) -> dict:
    """Outputs of a GELU and of a SwiGLU unit behind RMSNorm, for normal pre-activations and independent branches.

    The unit's rows of weights have length 1. A mean of 0 gives what LayerNorm gives.

    Args:
        mean: mean of the normalized row, above -1 and below 1.
        gate_sum, up_sum: sums of the unit's rows of ``gate`` and ``up``; the GELU unit has ``up`` only.

    Returns:
        For ``"gelu"`` and ``"gate"`` a dict with ``mean``, ``negative``, the share of negative outputs, and ``shares``
        of the outputs in every bar of the figure: averages over a fixed grid, without random numbers.

    Raises:
        ValueError: ``mean`` is not between -1 and 1.
    """
    if not -1 < mean < 1:
        raise ValueError(f"mean must be above -1 and below 1, got {mean}")
    std = math.sqrt(1 - mean**2)
    gate_branch, up_branch = (mean * one + std * NORMAL_POINTS for one in (gate_sum, up_sum))
    offsets = torch.tensor([mean * gate_sum, mean * up_sum], dtype=torch.float64)
    gate_off, up_off = torch.special.ndtr(-offsets / std).tolist()
    products = torch.outer(F.silu(gate_branch), up_branch)
    masses = torch.outer(NORMAL_MASSES, NORMAL_MASSES)
    # Either factor alone has to be negative
    negative = gate_off * (1 - up_off) + up_off * (1 - gate_off)
    outputs = {
        "gelu": (F.gelu(up_branch), NORMAL_MASSES, up_off, [GELU_LOWEST, *GELU_EDGES]),
        "gate": (products, masses, negative, GATE_EDGES),
    }
    return {
        unit: {
            "mean": (values * weights).sum().item(),
            "negative": negative,
            "shares": np.histogram(values.numpy().ravel(), edges, weights=weights.numpy().ravel())[0],
        }
        for unit, (values, weights, negative, edges) in outputs.items()
    }


def _mean_shift() -> LiveFigure:
    start = {"mean": 0.7, "gateSum": 2, "upSum": 2}
    rows = []
    for setting in ((0, 0, 0), (0.35, 2, 2), (0.7, 0, 0), (0.7, 2, 2), (0.7, -2, 2), (0.7, 2, -2), (0.7, -2, -2)):
        units = unit_outputs(*setting)
        rows.append([*map(_number, setting)])
        for unit in units.values():
            # A sum that should be 0 may be rounded to the other side of it
            rows[-1] += [f"{round(unit['mean'], 3) + 0.0:.3f}", f"{unit['negative']:.0%}"]

    figure, (features, gelu, gate) = new_figure(num_columns=3, width=8.8, height=3.6)
    x = np.linspace(-4, 4, 201)
    norms = (("RMSNorm", start["mean"], BLUE, "-", "o"), ("LayerNorm", 0.0, RED, "--", "s"))
    for label, mean, color, linestyle, marker in norms:
        std = math.sqrt(1 - mean**2)
        density = np.exp(-((x - mean) ** 2) / (2 * std**2)) / (std * math.sqrt(2 * math.pi))
        features.plot(x, density, color=color, linestyle=linestyle, label=label)
        if linestyle == "-":
            features.fill_between(x, density, color=color, alpha=0.2, linewidth=0)
        features.plot(mean, 0, marker, color=color, clip_on=False, label=f"{label}, mean")
        units = unit_outputs(mean, start["gateSum"], start["upSum"])
        bars = (gelu, np.array([GELU_LOWEST, *GELU_EDGES]), units["gelu"], np.asarray)
        for ax, edges, unit, place in (bars, (gate, GATE_EDGES, units["gate"], np.arcsinh)):
            ax.stairs(unit["shares"], place(edges), color=color, linestyle=linestyle, linewidth=1.5)
            if linestyle == "-":
                ax.stairs(unit["shares"], place(edges), color=color, fill=True, alpha=0.2)
            ax.plot(place(unit["mean"]), 0, marker, color=color, clip_on=False)
    gate.set_xticks(np.arcsinh(GATE_TICKS), [str(one) for one in GATE_TICKS])
    for ax, title in zip((features, gelu, gate), ("normalized features", "GELU unit", "SwiGLU unit"), strict=True):
        ax.set_title(title)
        ax.set_ylim(bottom=0)
    for ax in (gelu, gate):
        ax.set_ylim(0, 0.52)
        ax.yaxis.set_major_formatter(PercentFormatter(1))
    features.set_ylabel("density")
    gelu.set_ylabel("share of the outputs")
    figure.legend(*features.get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=4)
    header = ["m", "row sum of the gate", "row sum of up"]
    header += [f"{unit}: {what}" for unit in ("GELU", "SwiGLU") for what in ("mean", "below 0")]
    data = start | {"geluLowest": GELU_LOWEST, "geluEdges": GELU_EDGES.tolist()}
    data |= {"gateEdges": GATE_EDGES.tolist(), "gateTicks": GATE_TICKS}
    return LiveFigure(figure, header, rows, data)


def roofline_rows(document: dict, case: str, shape: Sequence[int], dtype: str) -> list[dict]:
    """What the roofline needs to know of every candidate of one job.

    Args:
        document: one result file of the benchmarks.
        case: ``"forward"``, ``"backward"``, ``"forward+backward"`` or ``"add+norm"``.
        shape: rows and hidden size.
        dtype: name of the format.

    Returns:
        For each candidate but the copy: ``name``, ``seconds``, ``ratio`` (time of the job's baseline divided by its
        time), ``num_bytes`` that must move, ``bandwidth_fraction`` of the copy of the same input in the same run,
        ``intensity`` in operations a byte, ``rate`` in operations a second.
    """
    jobs = [one for one in document["results"] if (list(one["shape"]), one["dtype"]) == (list(shape), dtype)]
    (job,) = (one for one in jobs if one["case"] == case)
    (copy,) = (one["seconds"]["copy"] for one in jobs if "copy" in one["seconds"])
    elements = shape[0] * shape[1]
    input_bytes = elements * ITEM_SIZES[dtype]
    num_bytes = job["num_bytes"] * input_bytes
    copy_bandwidth = 2 * input_bytes / copy
    operations = OPERATIONS[case] * elements
    return [
        {
            "name": name,
            "seconds": seconds,
            "ratio": job["seconds"][job["baseline"]] / seconds,
            "num_bytes": num_bytes,
            "bandwidth_fraction": num_bytes / seconds / copy_bandwidth,
            "intensity": operations / num_bytes,
            "rate": operations / seconds,
        }
        for name, seconds in job["seconds"].items()
        if name != "copy"
    ]


def measured_times(results: Sequence[object]) -> list[dict]:
    """Those documents that hold times: what ``python -m benchmarks --output`` writes."""

    def holds_times(document) -> bool:
        jobs = document.get("results") if isinstance(document, dict) else None
        return isinstance(jobs, list) and bool(jobs) and all("seconds" in job for job in jobs)

    return [one for one in results if holds_times(one)]


def _roofline(results: Sequence[dict]) -> LiveFigure:
    results = measured_times(results)
    if not results:
        raise ValueError("results must hold at least one document with measured times, got none")
    document = results[0]
    # The largest input does not fit into caches, so that its bytes really move
    largest = max(
        (one for one in document["results"] if one["case"] == "forward"), key=lambda one: np.prod(one["shape"])
    )
    case, shape, dtype = "forward", list(largest["shape"]), "float32"
    jobs = {name: roofline_rows(document, name, shape, dtype) for name in OPERATIONS}
    figure, (ax,) = new_figure(height=4.0)
    first = jobs[case][0]
    bandwidth = first["num_bytes"] / first["seconds"] / first["bandwidth_fraction"]
    intensities = np.array([0.05, 5.0])
    ax.plot(intensities, bandwidth * intensities / 1e9, color=GREY, label="memory roof: the bandwidth of a copy")
    for (name, rows), marker, color in zip(jobs.items(), "os^D", (BLUE, RED, GREEN, ORANGE), strict=True):
        ax.plot(
            [row["intensity"] for row in rows], [row["rate"] / 1e9 for row in rows], marker, color=color, label=name
        )
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("operations a byte that must move")
    ax.set_ylabel("billion operations a second")
    ax.set_title(f"{document['provenance']['device']}, {shape[0]} x {shape[1]}, {dtype}", fontsize=10)
    ax.legend(frameon=False, loc="upper left")
    header = [
        "forward",
        "milliseconds",
        "times faster than F.rms_norm",
        "MB that must move",
        "fraction of copy bandwidth",
    ]
    rows = [
        [
            row["name"],
            _number(1e3 * row["seconds"]),
            f"{row['ratio']:.2f}",
            _number(row["num_bytes"] / 1e6),
            f"{row['bandwidth_fraction']:.0%}",
        ]
        for row in jobs[case]
    ]
    documents = [{key: one[key] for key in ("provenance", "results")} for one in results]
    data = {"documents": documents, "operations": OPERATIONS, "itemSizes": ITEM_SIZES}
    data |= {"start": {"case": case, "shape": shape, "dtype": dtype, "candidate": "rms_norm"}}
    return LiveFigure(figure, header, rows, data)


_MAKERS = {
    "one-outlier": _one_outlier,
    "sphere-and-circle": _sphere_and_circle,
    "gradient-projection": _gradient_projection,
    "eps-placement": _eps_placement,
    "mean-shift": _mean_shift,
}
NAMES = (*_MAKERS, "roofline")
