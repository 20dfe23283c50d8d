"""Everything the course set out to teach has a place on the site that a link can reach."""

import pytest
from bs4 import BeautifulSoup

from .conftest import HTML

# What must be taught -> the places where it is: page and anchor, or page alone
COURSE_ITEMS = {
    "formula with eps outside the root, gain and bias": ("02_rmsnorm_formula.html#ch2-formula",),
    "eps inside and outside": ("02_rmsnorm_formula.html#ch2-eps", "06_numerics.html#ch6-eps"),
    "RMS of a vector, norm over root d": (
        "01_root_mean_square.html#ch1-definition",
        "01_root_mean_square.html#ch1-size",
    ),
    "all large positive inputs: centring against scaling only": ("04_layernorm_comparison.html#ch4-large",),
    "the same vector through both norms": ("04_layernorm_comparison.html#ch4-by-hand",),
    "dividing by the RMS does not give mean zero": ("04_layernorm_comparison.html#ch4-misconception",),
    "RMS of four small integers by hand": ("01_root_mean_square.html#ch1-by-hand",),
    "doubling every component": ("03_scaling_invariance.html#ch3-doubled", "01_root_mean_square.html#ch1-homogeneity"),
    "one outlier": ("01_root_mean_square.html#ch1-outlier",),
    "worked example with gain and bias": ("02_rmsnorm_formula.html#ch2-worked-example",),
    "what omitting the mean does": ("04_layernorm_comparison.html#ch4-shift",),
    "debugging a wrong output": ("09_debugging.html#ch9-path",),
    "where eps ends the invariance": ("03_scaling_invariance.html#ch3-eps",),
    "invariance table": ("03_scaling_invariance.html#ch3-table",),
    "exact conversion of LayerNorm blocks": ("04_layernorm_comparison.html#ch4-conversion",),
    "input gradient as a projection": ("05_gradients.html#ch5-projection",),
    "zero row and its gradient": ("05_gradients.html#ch5-zero-row",),
    "low precision and cast orders": ("06_numerics.html#ch6-cast",),
    "memory traffic": ("07_implementations.html#ch7-roofline",),
    "training": ("08_training.html#ch8-training",),
    "a shift meets GELU and a gate": ("10_feed_forward.html#ch10-gate", "10_feed_forward.html#ch10-scale"),
    "review of a change of norm and activation": ("cases/01_proposed_change.html#case-1-verdict",),
    "choice of norm and activation for a block": ("cases/02_choosing_a_pair.html#case-2-verdict",),
    "review of a pull request": ("cases/03_pull_request.html#case-3-verdict",),
    "debugging a refactor of the block": ("cases/04_refactor.html#case-4-verdict",),
    "explanation of a distribution shift": ("cases/05_distribution_shift.html#case-5-verdict",),
    "choice between two designs under constraints": ("cases/06_two_designs.html#case-6-verdict",),
    "instability in training after the swap": ("cases/07_training_instability.html#case-7-verdict",),
    "interpretation of telemetry": ("cases/08_telemetry.html#case-8-verdict",),
    "root cause of a drift": ("cases/09_output_drift.html#case-9-verdict",),
    "choice after a quantization regression": ("cases/10_quantization.html#case-10-verdict",),
}
PLACES = sorted({place for places in COURSE_ITEMS.values() for place in places})


@pytest.mark.parametrize("place", PLACES)
def test_the_place_exists_and_has_text(place):
    page, _, anchor = place.partition("#")
    document = BeautifulSoup((HTML / "chapters" / page).read_text(encoding="utf-8"), "html.parser")
    target = document.find(id=anchor)
    assert target is not None, place
    section = target if target.name == "section" else target.find_parent("section")
    assert len(section.get_text().split()) > 60, place
