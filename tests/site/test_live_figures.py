"""Figures that readers move: same values as the library, usable without JavaScript, a mouse or light colours."""

import json
import math
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from bs4 import BeautifulSoup

from rmsnorm_lib import PAPER, TORCH, reference
from rmsnorm_lib.plotting.live import (
    NAMES,
    make_live_figure,
    measured_times,
    output_rms_in_format,
    roofline_rows,
    unit_outputs,
)

from .conftest import HTML, ROOT
from .test_build import book, build  # noqa: F401 (book is a fixture)
from .test_pages import AXE, Visit

EXPECTED = ("sphere-and-circle", "eps-placement", "one-outlier", "roofline", "gradient-projection", "mean-shift")
MINUS = "\N{MINUS SIGN}"
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def built_pages() -> dict[str, BeautifulSoup]:
    """Every page of the built site with its path."""
    if not (HTML / "index.html").exists():
        pytest.fail("the site is not built: run `make site` first")
    paths = [path for path in HTML.rglob("*.html") if not {"_static", "_sources"} & set(path.parts)]
    return {
        path.relative_to(HTML).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in paths
    }


@pytest.fixture(scope="module")
def pages() -> dict[str, BeautifulSoup]:
    return built_pages()


@pytest.fixture(scope="module")
def places(pages) -> dict[str, str]:
    """Page of each live figure, found by its container."""
    found = {}
    for path, soup in pages.items():
        for container in soup.select(".live-figure"):
            name = container["data-live-figure"]
            assert name not in found, f"{name} stands on {found[name]} and on {path}"
            found[name] = path
    return found


def documents() -> list[dict]:
    """The committed result files that hold times, in the order in which the page offers them."""
    files = sorted((ROOT / "benchmarks" / "results").glob("*.json"))
    found = measured_times([json.loads(path.read_text(encoding="utf-8")) for path in files])
    assert found
    return found


# Arithmetic of the scripts


@pytest.fixture(scope="module")
def call(site, browser):
    """Call a function of a served module with many lists of arguments; not-a-number and infinities survive."""
    page = browser.new_page()
    page.goto(site)

    def run(function: str, calls: list[list], module: str = "rmsnorm") -> list:
        return page.evaluate(
            """async ([address, name, calls]) => {
                const library = await import(address);
                return calls.map(one => library[name](...one));
            }""",
            [f"{site}/_static/live/{module}.js", function, calls],
        )

    yield run
    page.close()


def random_vectors(seed: int) -> list[np.ndarray]:
    generator = np.random.default_rng(seed)
    return [
        10.0 ** generator.uniform(-6, 6) * generator.normal(loc=generator.normal(), size=size)
        for size in (1, 2, 3, 7, 64, 1000)
        for _ in range(5)
    ]


def test_rms_equals_the_reference(call):
    vectors = [*random_vectors(0), np.array([1e200, -3e200]), np.array([1e-200, 0.0]), np.zeros(4)]
    computed = call("rms", [[one.tolist()] for one in vectors])
    np.testing.assert_allclose(computed, [reference.rms(one) for one in vectors], rtol=1e-13)


@pytest.mark.parametrize("convention", [TORCH, PAPER], ids=["inside", "outside"])
@pytest.mark.parametrize("eps", [0.0, 1e-6, 0.5])
def test_norm_and_gradient_equal_the_reference(call, convention, eps):
    generator = np.random.default_rng(1)
    calls, norms, gradients = [], [], []
    for x in random_vectors(2):
        weight, g = generator.normal(size=(2, x.size))
        norms.append(reference.rms_norm(x, weight, eps=eps, convention=convention))
        gradients.append(reference.rms_norm_backward(g, x, weight, eps=eps, convention=convention)[0])
        calls.append((g.tolist(), x.tolist(), {"weight": weight.tolist(), "eps": eps}))
        calls[-1][2]["placement"] = convention.eps_placement
    for computed, expected in zip(call("rmsNorm", [list(one[1:]) for one in calls]), norms, strict=True):
        np.testing.assert_allclose(computed, expected, rtol=1e-12)
    for computed, expected, (g, x, _) in zip(call("inputGradient", map_list(calls)), gradients, calls, strict=True):
        # The gradient is a difference of terms of this size
        scale = max(map(abs, g)) / (reference.rms(x) or 1) * math.sqrt(len(x))
        np.testing.assert_allclose(computed, expected, rtol=1e-10, atol=1e-12 * scale)


def map_list(calls: list[tuple]) -> list[list]:
    return [list(one) for one in calls]


def test_layer_norm_equals_torch(call):
    vectors = [one for one in random_vectors(3) if one.size > 1]
    for eps in (0.0, 1e-5):
        computed = call("layerNorm", [[one.tolist(), eps] for one in vectors])
        for one, values in zip(vectors, computed, strict=True):
            expected = F.layer_norm(torch.tensor(one), (one.size,), eps=eps).numpy()
            np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-11)


def test_layer_norm_of_equal_components_is_not_a_number_without_eps(call):
    assert all(map(math.isnan, call("layerNorm", [[[0.1, 0.1, 0.1], 0]])[0]))
    assert call("layerNorm", [[[0.1, 0.1, 0.1], 1e-5]])[0] == [0, 0, 0]


@pytest.mark.parametrize(("function", "dtype"), [("toBfloat16", torch.bfloat16), ("toFloat16", torch.float16)])
def test_rounding_equals_torch_bit_for_bit(call, function, dtype):
    generator = np.random.default_rng(4)
    anything = generator.integers(0, 2**32, size=5_000, dtype=np.uint32).view(np.float32)
    # Where float16 is not subnormal, not infinite, and near its limits; and exact ties between two neighbours
    usual = (10.0 ** generator.uniform(-9, 6, size=5_000) * generator.choice([-1, 1], 5_000)).astype(np.float32)
    numbers = torch.arange(-(2**15), 2**15, dtype=torch.int32).to(torch.int16).view(dtype)
    finite = np.unique(numbers[torch.isfinite(numbers)].double().numpy())
    ties = ((finite[:-1] + finite[1:]) / 2)[::7]
    special = np.array([0.0, -0.0, 65504, 65519.99, 65520, -65520, 2.0**-24, 2.0**-25, 3.4e38, np.inf, -np.inf])
    values = np.concatenate([anything[np.isfinite(anything)], usual, ties, special]).astype(np.float64)
    expected = torch.tensor(values).to(dtype).float().numpy().view(np.uint32)
    computed = np.array(call(function, [[one] for one in values.tolist()]), dtype=np.float32).view(np.uint32)
    wrong = np.flatnonzero(computed != expected)
    assert wrong.size == 0, values[wrong[:5]]
    assert math.isnan(call(function, [[math.nan]])[0])


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("placement", ["inside", "outside"])
def test_every_rounded_step_of_the_eps_figure_equals_torch(call, name, placement):
    sizes = [*10.0 ** np.random.default_rng(5).uniform(-10, 6, size=400), 0.0]
    cases = [(size, eps) for size in sizes for eps in (1e-12, 1e-8, 1e-6, 1e-5, 1e-2)]
    computed = call("outputRms", [[size, eps, placement, name] for size, eps in cases])
    expected = [output_rms_in_format(size, eps, placement, DTYPES[name]) for size, eps in cases]
    np.testing.assert_array_equal(computed, expected)


def test_roofline_of_every_committed_job_equals_the_librarys(call):
    data = make_live_figure("roofline", documents()).data
    for document in documents():
        copies = {
            (*one["shape"], one["dtype"]): one["seconds"]["copy"]
            for one in document["results"]
            if "copy" in one["seconds"]
        }
        for job in document["results"]:
            rows = roofline_rows(document, job["case"], job["shape"], job["dtype"])
            computed = call(
                "rooflineEntry",
                [
                    [
                        {
                            "seconds": row["seconds"],
                            "baseline": job["seconds"][job["baseline"]],
                            "copy": copies[*job["shape"], job["dtype"]],
                            "multiples": job["num_bytes"],
                            "operations": data["operations"][job["case"]],
                            "elements": math.prod(job["shape"]),
                            "itemSize": data["itemSizes"][job["dtype"]],
                        }
                    ]
                    for row in rows
                ],
            )
            for entry, row in zip(computed, rows, strict=True):
                assert entry == {
                    "seconds": row["seconds"],
                    "ratio": pytest.approx(row["ratio"]),
                    "numBytes": row["num_bytes"],
                    "bandwidthFraction": pytest.approx(row["bandwidth_fraction"]),
                    "intensity": pytest.approx(row["intensity"]),
                    "rate": pytest.approx(row["rate"]),
                }


SPOTS = np.random.default_rng(6).normal(scale=4, size=500).tolist()


def test_normal_distribution_equals_torch(call):
    values = [*SPOTS, 0.0, -0.0, 8.99, -8.99, 9.01, -40.0, math.inf, -math.inf]
    expected = torch.special.ndtr(torch.tensor(values, dtype=torch.float64))
    np.testing.assert_allclose(
        call("normalCdf", [[one] for one in values], "activations"), expected, rtol=0, atol=2e-15
    )
    density = torch.distributions.Normal(0.0, 1.0).log_prob(torch.tensor(values, dtype=torch.float64)).exp()
    np.testing.assert_allclose(call("normalDensity", [[one] for one in values], "activations"), density, rtol=1e-12)
    assert math.isnan(call("normalCdf", [[math.nan]], "activations")[0])


@pytest.mark.parametrize(("function", "expected"), [("gelu", F.gelu), ("swish", F.silu)])
def test_activations_equal_torch(call, function, expected):
    computed = call(function, [[one] for one in SPOTS], "activations")
    np.testing.assert_allclose(computed, expected(torch.tensor(SPOTS, dtype=torch.float64)), rtol=1e-13, atol=2e-14)


# m, row sum of the gate, row sum of up: the ends of the sliders, each combination of signs, and no offset
SETTINGS = [(0, 0, 0), (0.7, 2, 2), (0.35, -3.5, 1), (-0.35, -1, 4.25), (-0.6, 3, 2), (0.9, 5, -5), (0.75, 5, 5)]


def offsets(setting) -> tuple[float, float, float]:
    """Offset in the gate, offset in up, standard deviation of both."""
    mean, gate_sum, up_sum = setting
    return mean * gate_sum, mean * up_sum, math.sqrt(1 - mean**2)


def test_means_of_a_unit_equal_a_gaussian_quadrature(call):
    points, masses = np.polynomial.hermite_e.hermegauss(180)
    points, masses = torch.tensor(points), torch.tensor(masses / masses.sum())
    arguments = [offsets(one) for one in SETTINGS]
    gelu = [(F.gelu(up + std * points) @ masses).item() for _, up, std in arguments]
    np.testing.assert_allclose(call("geluMean", [list(one[1:]) for one in arguments], "activations"), gelu, atol=1e-13)
    gate = [
        (masses @ torch.outer(F.silu(gate + std * points), up + std * points) @ masses).item()
        for gate, up, std in arguments
    ]
    np.testing.assert_allclose(call("gateMean", map_list(arguments), "activations"), gate, atol=1e-12)


def test_negative_shares_of_a_unit_equal_those_of_its_bars_and_of_the_library(call):
    for setting in SETTINGS:
        gate, up, std = offsets(setting)
        data, units = make_live_figure("mean-shift").data, unit_outputs(*setting)
        (gelu_bars,) = call("geluShares", [[data["geluEdges"], up, std]], "activations")
        (gate_bars,) = call("gateShares", [[data["gateEdges"], gate, up, std]], "activations")
        below = sum(one for one, edge in zip(gate_bars, data["gateEdges"][1:], strict=True) if edge <= 0)
        for function, arguments, bar, unit in (
            ("geluNegative", [up, std], gelu_bars[0], units["gelu"]),
            ("gateNegative", [gate, up, std], below, units["gate"]),
        ):
            (share,) = call(function, [arguments], "activations")
            assert share == pytest.approx(unit["negative"], abs=1e-14)
            assert share == pytest.approx(bar, abs=3e-5), "what lies beyond the axis is less"
        for bars in (gelu_bars, gate_bars):
            assert min(bars) > -1e-12
            assert sum(bars) == pytest.approx(1, abs=3e-5)


@pytest.mark.parametrize("setting", SETTINGS)
def test_bars_of_a_unit_equal_a_count_of_random_outputs(call, setting):
    gate, up, std = offsets(setting)
    data, units = make_live_figure("mean-shift").data, unit_outputs(*setting)
    generator = torch.Generator().manual_seed(7)
    first, second = std * torch.randn(2, 1_000_000, generator=generator, dtype=torch.float64)
    outputs = {"gelu": F.gelu(up + second), "gate": F.silu(gate + first) * (up + second)}
    for unit, arguments in (("gelu", [data["geluEdges"], up, std]), ("gate", [data["gateEdges"], gate, up, std])):
        edges = [data["geluLowest"]] * (unit == "gelu") + data[f"{unit}Edges"]
        counted = np.histogram(outputs[unit].numpy(), edges)[0] / 1_000_000
        (bars,) = call(f"{unit}Shares", [arguments], "activations")
        # Five standard deviations of a count, at most 0.0025
        np.testing.assert_allclose(bars, counted, atol=5 * math.sqrt(0.25 / 1_000_000))
        # The library counts points of a grid
        np.testing.assert_allclose(units[unit]["shares"], bars, atol=0.008)


# What the library gives to the page


@pytest.mark.parametrize("mean", [1, -1.5, math.nan])
def test_a_mean_that_no_row_behind_rmsnorm_can_vary_around_is_an_error(mean):
    with pytest.raises(ValueError, match="mean must be above -1 and below 1, got"):
        unit_outputs(mean, 1, 1)


def test_roofline_rows_by_hand():
    seconds = {"slow": 4.0, "fast": 2.0, "copy": 1.0}
    job = {"case": "forward", "shape": [10, 100], "dtype": "float32", "num_bytes": 2, "baseline": "slow"}
    _, fast = roofline_rows({"results": [job | {"seconds": seconds}]}, "forward", [10, 100], "float32")
    # 1000 elements of 4 bytes, read once and written once; 4 operations each; twice as slow as the copy
    assert fast == {
        "name": "fast",
        "seconds": 2.0,
        "ratio": 2.0,
        "num_bytes": 8000,
        "bandwidth_fraction": 0.5,
        "intensity": 0.5,
        "rate": 2000.0,
    }


def test_unknown_figures_and_missing_results_are_errors():
    with pytest.raises(ValueError, match="got 'pie'"):
        make_live_figure("pie")
    for results in ([], [{"results": {"seconds": 1}}], [["seconds"]], [{"results": []}]):
        with pytest.raises(ValueError, match="results must hold at least one"):
            make_live_figure("roofline", results)


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_rectangular_and_data_are_json(name):
    live = make_live_figure(name, documents())
    assert {len(row) for row in live.rows} == {len(live.header)}
    assert json.loads(json.dumps(live.data)) == live.data


# Pages


def test_every_figure_has_its_place(places):
    assert sorted(places) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_picture_table_and_caption_stand_without_javascript(site, browser, places, name):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{places[name]}")
    figure = page.locator(f'[data-live-figure="{name}"]')
    image = figure.locator("img")
    image.scroll_into_view_if_needed()
    assert image.is_visible()
    assert image.bounding_box()["width"] > 200, "the picture was not loaded"
    assert len(image.get_attribute("alt").split()) >= 15
    assert figure.locator("summary").inner_text() == "The numbers"
    assert figure.locator("details tbody tr").count() >= 4
    assert figure.locator("details thead th").count() >= 3
    caption = figure.locator("xpath=ancestor::figure//figcaption")
    assert len(caption.inner_text().split()) >= 8
    context.close()


def test_only_pages_with_a_live_figure_load_scripts_for_it(pages):
    for path, soup in pages.items():
        loaded = [one for one in soup.select("script[src], link[href]") if re.search(r"live/|jsxgraph", str(one))]
        assert bool(loaded) == bool(soup.select(".live-figure")), path
    assert "Permission is hereby granted" in (HTML / "_static" / "jsxgraph" / "LICENSE.MIT").read_text(encoding="utf-8")


class Figure:
    """One live figure in a page, its board on screen."""

    def __init__(self, page, name: str) -> None:
        self.page, self.name = page, name
        self.root = page.locator(f'[data-live-figure="{name}"]')
        self.root.scroll_into_view_if_needed()
        self.root.locator(".live-board svg").first.wait_for()

    def control(self, name: str):
        return self.root.locator(f"#live-{self.name}-{name}")

    def press(self, control: str, *keys: str) -> None:
        for key in keys:
            self.control(control).press(key)

    def text(self) -> str:
        return self.root.locator("[aria-live=polite]").inner_text()

    def numbers(self, pattern: str) -> list[float]:
        """Numbers that the groups of a pattern find in the sentence, in its spelling."""
        match = re.search(pattern, self.text())
        assert match, f"{pattern!r} is not in {self.text()!r}"
        return [number(one) for one in match.groups()]

    def vectors(self) -> list[list[float]]:
        return [
            [number(part) for part in one.split(", ")] for one in re.findall(rf"\(([{MINUS}\d., ]+)\)", self.text())
        ]


def number(text: str) -> float:
    spelled = {"infinite": math.inf, "not a number": math.nan}
    return spelled[text] if text in spelled else float(text.replace(MINUS, "-"))


@pytest.fixture
def open_figure(site, browser, places):
    """Open the page of a figure; at the end nothing may have been complained about or asked for elsewhere."""
    visits = []

    def run(name: str, **options) -> Figure:
        visits.append(Visit(browser, f"{site}/{places[name]}", **options))
        return Figure(visits[-1].page, name)

    yield run
    for visit in visits:
        assert (visit.console, visit.failures) == ([], [])
        assert all(url.startswith((site, "data:")) for url in visit.requests)
        visit.context.close()


@pytest.mark.parametrize("name", EXPECTED)
def test_board_takes_the_place_of_the_picture_and_answers_the_keyboard(open_figure, name):
    figure = open_figure(name)
    assert not figure.root.locator("img").is_visible()
    assert figure.root.locator(".live-board svg").first.is_visible()
    assert figure.root.locator("details tbody tr").count() >= 4, "the table stays"
    first = figure.text()
    controls = figure.root.locator("input[type=range], select").all()
    changes = 0
    for control in controls:
        if control.is_visible():
            control.focus()
            figure.page.keyboard.press("ArrowDown")
            changes += figure.text() != first
    assert changes >= 2
    figure.root.get_by_role("button", name="Reset").press("Enter")
    assert figure.text() == first


def test_one_outlier_states_the_librarys_values(open_figure):
    figure = open_figure("one-outlier")
    for key in ("Home", "ArrowRight", "PageUp", "End"):
        figure.press("size", key)
        for dim in (4, 4096):
            figure.control("dim").select_option(str(dim))
            t = number(figure.control("size").get_attribute("aria-valuetext").removeprefix("t = "))
            h = np.array([*np.ones(dim - 1), t])
            scaled = reference.rms_norm(h, eps=0.0)
            stated = figure.numbers(
                r"mean (\S+), RMS (\S+)\. .* each 1 becomes (\S+) and t becomes (\S+); .* √d = (\S+)\."
            )
            expected = [h.mean(), reference.rms(h), scaled[0], scaled[-1], math.sqrt(dim)]
            np.testing.assert_allclose(stated, expected, rtol=5.1e-3)


@pytest.mark.parametrize("name", ["exact", *DTYPES])
def test_eps_placement_states_the_librarys_values(open_figure, name):
    figure = open_figure("eps-placement")
    figure.control("format").select_option(name)
    for keys in (("Home",), ("PageUp", "PageUp"), ("ArrowRight",), ("PageUp",), ("End",)):
        figure.press("row", *keys)
        eps = 10.0 ** int(figure.control("eps").input_value())
        row_rms = 10.0 ** float(figure.control("row").input_value())
        stated = figure.numbers(r"RMS of the output (.+) with eps inside, (.+) with eps outside")
        expected = []
        for convention in (TORCH, PAPER):
            if name == "exact":
                signs = np.array([row_rms, -row_rms])
                expected.append(reference.rms(reference.rms_norm(signs, eps=eps, convention=convention)))
            else:
                expected.append(output_rms_in_format(row_rms, eps, convention.eps_placement, DTYPES[name]))
        np.testing.assert_allclose(stated, expected, rtol=5.1e-3)


def test_sphere_and_circle_states_the_librarys_values_in_two_and_three_dimensions(open_figure):
    figure = open_figure("sphere-and-circle")
    for dim in (2, 3):
        figure.control("dim").select_option(str(dim))
        figure.press("h1", "ArrowLeft", "ArrowLeft")
        figure.press("h2", "PageDown")
        h, scaled, centered = figure.vectors()
        sliders = [float(figure.control(f"h{part}").input_value()) for part in range(1, dim + 1)]
        np.testing.assert_allclose(h, sliders, atol=0.0051)
        np.testing.assert_allclose(scaled, reference.rms_norm(sliders, eps=0.0), atol=0.0051)
        expected = F.layer_norm(torch.tensor(sliders, dtype=torch.float64), (dim,), eps=0.0)
        np.testing.assert_allclose(centered, expected, atol=0.0051)


def test_sphere_and_circle_says_where_a_result_does_not_exist(open_figure):
    figure = open_figure("sphere-and-circle")
    for part in ("h1", "h2"):
        figure.press(part, "End")
    assert "LayerNorm(h) = not defined, because all components are equal" in figure.text()
    for part in ("h1", "h2"):
        figure.press(part, "Home", *["ArrowRight"] * 25)
    assert figure.vectors()[0] == [0, 0]
    assert "RMSNorm(h) = not defined, because h is zero" in figure.text()


@pytest.mark.parametrize(("name", "sliders"), [("sphere-and-circle", ["h1", "h2"]), ("gradient-projection", ["angle"])])
def test_dragging_moves_the_sliders_with_it(open_figure, name, sliders):
    figure = open_figure(name)
    before = {one: figure.control(one).input_value() for one in sliders}
    text = figure.text()
    box = figure.root.locator(".live-handle").bounding_box()
    board = figure.root.locator(".live-board").first.bounding_box()
    figure.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    figure.page.mouse.down()
    figure.page.mouse.move(board["x"] + 0.3 * board["width"], board["y"] + 0.2 * board["height"], steps=5)
    figure.page.mouse.up()
    assert figure.text() != text
    for one in sliders:
        assert figure.control(one).input_value() != before[one]


def test_gradient_projection_states_the_librarys_values(open_figure):
    figure = open_figure("gradient-projection")
    gains = make_live_figure("gradient-projection").data["gains"]
    lengths = []
    for keys in (("Home",), ("ArrowRight",) * 5):
        figure.press("rowRms", *keys)
        for index, gain in enumerate(gains):
            figure.control("gain").select_option(str(index))
            c, angle, *g = (float(figure.control(one).input_value()) for one in ("rowRms", "angle", "g1", "g2"))
            x = c * math.sqrt(2) * np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
            dx, _, _ = reference.rms_norm_backward(g, x, gain, eps=0.0)
            stated = figure.numbers(r"RMS of x (\S+): .* length (\S+), the gradient .* length (\S+), which")
            np.testing.assert_allclose(
                stated, [reference.rms(x), c * np.linalg.norm(dx), np.linalg.norm(dx)], rtol=5.1e-3
            )
            np.testing.assert_allclose(figure.vectors()[0], dx, atol=0.0051)
            assert abs(figure.numbers(r"product with x is (\S+?)\.?$")[0]) < 1e-9
        lengths.append((c, stated[2]))
    (first, longer), (second, shorter) = lengths
    assert (first, second) == (0.5, 1.0)
    assert longer == pytest.approx(2 * shorter, rel=0.01)


def test_mean_shift_states_the_librarys_values(open_figure):
    figure = open_figure("mean-shift")
    for keys in (
        {},
        {"mean": ["Home"], "up": ["ArrowLeft"]},
        {"gate": ["Home"]},
        {"up": ["End"], "mean": ["End", "PageDown"]},
        {"mean": ["PageDown"] * 4, "gate": ["PageUp"] * 9},
    ):
        for control, pressed in keys.items():
            figure.press(control, *pressed)
        mean, gate_sum, up_sum = (float(figure.control(one).input_value()) for one in ("mean", "gate", "up"))
        units, centred = unit_outputs(mean, gate_sum, up_sum), unit_outputs(0, 0, 0)
        stated = figure.numbers(
            r"m = (\S+), s = (\S+): the offset is (\S+) in up and (\S+) in the gate\. "
            r"Behind RMSNorm GELU has the mean (\S+), with (\d+)\s% of its outputs negative, "
            r"and SwiGLU has the mean (\S+), with (\d+)\s% negative\."
        )
        gate, up, std = offsets((mean, gate_sum, up_sum))
        np.testing.assert_allclose(stated[:4], [mean, std, up, gate], rtol=5.1e-3)
        shown = [100 * units[one]["negative"] for one in ("gelu", "gate")]
        np.testing.assert_allclose(stated[5::2], shown, atol=0.51)
        np.testing.assert_allclose(stated[4::2], [units[one]["mean"] for one in ("gelu", "gate")], rtol=5.1e-3)
        rows = figure.root.locator(".live-panel tbody tr").all()
        cells = [[number(one.removesuffix("\xa0%")) for one in row.locator("td").all_inner_texts()] for row in rows]
        expected = [
            [scale * one[unit][key] for one in (units, centred)]
            for unit in ("gelu", "gate")
            for key, scale in (("mean", 1), ("negative", 100))
        ]
        np.testing.assert_allclose(cells[::2], expected[::2], rtol=5.1e-3, atol=1e-12)
        np.testing.assert_allclose(cells[1::2], expected[1::2], atol=0.51)


def test_roofline_states_the_committed_values_for_every_device_and_choice(open_figure):
    figure = open_figure("roofline")
    units = {"s": 1.0, "ms": 1e-3, "µs": 1e-6, "GB": 1e9, "MB": 1e6, "kB": 1e3}
    for index, document in enumerate(documents()):
        figure.control("device").select_option(str(index))
        for job in document["results"]:
            shape = " x ".join(map(str, job["shape"]))
            for control, value in (("shape", shape), ("dtype", job["dtype"]), ("pass", job["case"])):
                figure.control(control).select_option(value)
            rows = roofline_rows(document, job["case"], job["shape"], job["dtype"])
            assert figure.root.locator(".live-scroll tbody tr").count() == len(rows)
            row = rows[-1]
            figure.control("candidate").select_option(row["name"])
            pattern = (
                r": (\S+) (µs|ms|s), (\S+) times .* (\S+) (kB|MB|GB) must move, at (\d+)\s%.* (\S+) operations a byte"
            )
            time, time_unit, ratio, size, size_unit, percent, intensity = re.search(pattern, figure.text()).groups()
            assert float(time) * units[time_unit] == pytest.approx(row["seconds"], rel=5.1e-3)
            assert float(ratio) == pytest.approx(row["ratio"], abs=0.0051)
            assert float(size) * units[size_unit] == pytest.approx(row["num_bytes"], rel=5.1e-3)
            assert float(percent) == pytest.approx(100 * row["bandwidth_fraction"], abs=0.51)
            assert float(intensity) == pytest.approx(row["intensity"], rel=5.1e-3)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_board(open_figure, name, scheme):
    figure = open_figure(name, scheme=scheme)
    assert figure.page.evaluate("document.documentElement.dataset.theme") == scheme
    figure.page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = figure.page.evaluate("async () => (await axe.run()).violations")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in violations] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_narrow_window_does_not_scroll_sideways(open_figure, name):
    figure = open_figure(name, width=360)
    assert figure.page.evaluate("document.documentElement.scrollWidth") == 360
    assert figure.root.locator(".live-panel").bounding_box()["width"] <= 360


def test_colours_follow_the_theme_while_the_page_is_open(open_figure):
    figure = open_figure("one-outlier")
    look = "() => getComputedStyle(document.querySelector('.live-board svg text')).fill"
    before = figure.page.evaluate(look)
    figure.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert figure.page.evaluate(look) != before


@pytest.mark.parametrize(
    ("script", "content"),
    [
        ("jsxgraphcore.js", "export const nothing = 1"),
        ("one-outlier.js", "export function mount(panel) { panel.textContent = 'half'; throw new Error('no board'); }"),
    ],
)
def test_the_picture_stays_where_the_board_cannot_be_made(site, browser, places, script, content):
    page = browser.new_page()
    page.route(f"**/{script}*", lambda route: route.fulfill(body=content, content_type="text/javascript"))
    figure = page.locator('[data-live-figure="one-outlier"]')
    with page.expect_console_message(lambda line: "live figure" in line.text):
        page.goto(f"{site}/{places['one-outlier']}", wait_until="networkidle")
        figure.scroll_into_view_if_needed()
    assert figure.locator("img").is_visible()
    assert figure.locator(".live-panel").count() == 0
    page.close()


# The directive, in a small book with a library of its own

STUB = """
from types import SimpleNamespace
from matplotlib.figure import Figure

NAMES = ("one-outlier",)

def make_live_figure(name, results):
    return SimpleNamespace(figure=Figure(), header=["t"], rows=[["{value}"]], data={{"note": "</script>"}})
"""
PLAIN = "# Plain\n\n```{{live-figure}} {name}\n{options}\n```\n"
OPTIONS = ":alt: What the figure shows.\n:caption: What *follows* from it."


@pytest.fixture
def live_book(book):  # noqa: F811
    (book / "rmsnorm_lib" / "plotting").mkdir()
    (book / "rmsnorm_lib" / "plotting" / "__init__.py").touch()
    (book / "rmsnorm_lib" / "plotting" / "live.py").write_text(STUB.format(value="old value"))
    (book / "plain.md").write_text(PLAIN.format(name="one-outlier", options=OPTIONS))
    return book


def plain_page(book) -> BeautifulSoup:  # noqa: F811
    return BeautifulSoup((book / "_build" / "html" / "plain.html").read_text(encoding="utf-8"), "html.parser")


def test_a_changed_library_or_script_rewrites_the_page(live_book):
    result = build(live_book)
    assert result.returncode == 0, result.stdout + result.stderr
    soup = plain_page(live_book)
    assert soup.select_one("figure#live-one-outlier figcaption em").get_text() == "follows"
    assert json.loads(soup.select_one(".live-data").string) == {"note": "</script>"}
    assert "old value" in soup.select_one("details td").get_text()
    script = soup.select_one("script[type=module]")["src"]

    (live_book / "rmsnorm_lib" / "plotting" / "live.py").write_text(STUB.format(value="new value"))
    with (live_book / "_static" / "live" / "main.js").open("a") as file:
        file.write("// another line\n")
    assert build(live_book).returncode == 0
    soup = plain_page(live_book)
    assert "new value" in soup.select_one("details td").get_text()
    assert soup.select_one("script[type=module]")["src"] != script, "browsers would keep the old script"

    with (live_book / "_static" / "live" / "main.js").open("a") as file:
        file.write("// a third line\n")
    script = soup.select_one("script[type=module]")["src"]
    result = build(live_book)
    assert result.returncode == 0
    assert "executing" not in (result.stdout + result.stderr).lower(), "a script has no part in the outputs of cells"
    assert plain_page(live_book).select_one("script[type=module]")["src"] != script, "a script alone changed"


def test_a_figure_without_name_alt_or_caption_fails_the_build(live_book):
    alone = {"pie": OPTIONS, "one-outlier": ":alt: Only this."}
    pages = [PLAIN.format(name=name, options=options) for name, options in alone.items()]
    (live_book / "plain.md").write_text(
        "".join(pages) + PLAIN.format(name="one-outlier", options=":caption: Only this.")
    )
    result = build(live_book)
    assert result.returncode != 0
    for message in (
        "live-figure must be one of one-outlier, got 'pie'",
        "live-figure 'one-outlier' needs the option :caption:",
        "live-figure 'one-outlier' needs the option :alt:",
    ):
        assert message in result.stdout + result.stderr


def test_missing_jsxgraph_is_said_in_one_line(live_book):
    (live_book / "node_modules").unlink()
    (live_book / "node_modules").mkdir()
    (live_book / "node_modules" / "mathjax").symlink_to(ROOT / "node_modules" / "mathjax")
    result = build(live_book)
    assert result.returncode != 0
    assert "JSXGraph was not found" in result.stdout + result.stderr
