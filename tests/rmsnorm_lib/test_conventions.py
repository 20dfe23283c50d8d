import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmsnorm_lib import CONVENTIONS, GEMMA, LLAMA, PAPER, T5, TORCH, Convention


def test_presets_are_found_by_name_and_cite_a_source():
    assert set(CONVENTIONS) == {"paper", "torch", "llama", "gemma", "t5"}
    for name, convention in CONVENTIONS.items():
        assert convention.name == name
        assert convention.source


def test_presets_hold_the_published_choices():
    assert (PAPER.eps_placement, PAPER.eps, PAPER.weight_offset) == ("outside", 1e-8, 0)
    assert (TORCH.eps_placement, TORCH.eps, TORCH.cast) == ("inside", None, "after_weight")
    assert (LLAMA.eps, LLAMA.cast) == (T5.eps, T5.cast) == (1e-6, "before_weight")
    assert (GEMMA.weight_offset, GEMMA.cast) == (1, "after_weight")


def test_conventions_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PAPER.eps = 1.0
    with pytest.raises(TypeError):
        CONVENTIONS["paper"] = TORCH


@pytest.mark.parametrize(
    ("field", "value", "error", "named"),
    [
        ("eps_placement", "under", ValueError, "eps_placement"),
        ("weight_offset", 2, ValueError, "weight_offset"),
        ("weight_offset", 1.0, ValueError, "weight_offset"),
        ("cast", "never", ValueError, "cast"),
        ("p", 0.0, ValueError, "p must be above 0"),
        ("p", 1.5, ValueError, "p must be above 0"),
        ("p", math.nan, ValueError, "p must be above 0"),
        ("p", "half", TypeError, "p must be a real number"),
        ("eps", -1e-6, ValueError, "eps must be finite"),
        ("eps", math.inf, ValueError, "eps must be finite"),
        ("eps", "1e-6", TypeError, "eps must be a real number"),
        ("eps", True, TypeError, "eps must be a real number"),
    ],
)
def test_a_field_outside_its_values_is_refused_by_name(field, value, error, named):
    with pytest.raises(error, match=named):
        Convention("bad", **{field: value})


@given(hidden_size=st.integers(1, 10_000), p=st.floats(1e-6, 1.0))
def test_the_rms_uses_at_least_one_and_at_most_all_elements(hidden_size, p):
    assert 1 <= Convention("any", p=p).num_rms_elements(hidden_size) <= hidden_size


@pytest.mark.parametrize(
    ("p", "hidden_size", "expected"), [(0.07, 100, 7), (0.0625, 2048, 128), (0.5, 7, 4), (1.0, 5, 5)]
)
def test_the_number_of_rms_elements_is_rounded_up(p, hidden_size, expected):
    assert Convention("any", p=p).num_rms_elements(hidden_size) == expected
