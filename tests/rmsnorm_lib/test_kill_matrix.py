"""The checks against the bank of faults and against sound implementations: no survivor, no false alarm."""

import re

import pytest

from rmsnorm_lib import TORCH, rms_norm
from rmsnorm_lib.checks import CHECKS, check_all
from rmsnorm_lib.checks.kill_matrix import CODES, KillMatrix, check_legend, passes_typical_test
from rmsnorm_lib.faults import FAMILIES, FAULTS
from rmsnorm_lib.sound import SOUND, compiled


@pytest.fixture(scope="module")
def some_reports() -> KillMatrix:
    """A matrix of a few rows: a fault that is caught, one that survives, a sound norm and a false alarm."""
    wrong, right = FAULTS["eps_dropped"].fn, SOUND["rsqrt"][0]
    return KillMatrix(
        faults={
            "eps_dropped": check_all(wrong, TORCH, only=["values", "zero_rows", "small_inputs"]),
            "gain_ignored": check_all(right, TORCH, only=["values", "gain"]),
        },
        sound={
            "rsqrt": check_all(right, TORCH, only=["values"]),
            "wrong": check_all(wrong, TORCH, only=["zero_rows"]),
        },
    )


def test_the_bank_and_the_sound_variants_are_large_enough():
    assert len(FAULTS) >= 45
    assert len(SOUND) >= 18


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_caught_by_its_own_check_for_the_right_reason(name):
    fault = FAULTS[name]
    assert fault.caught_by in CHECKS
    (result,) = check_all(fault.fn, fault.convention, only=[fault.caught_by])
    assert result.passed is False, f"{name} survives {fault.caught_by}"
    assert result.message.startswith(f"property: {CHECKS[fault.caught_by].property}")
    assert f"read: {CHECKS[fault.caught_by].read}" in result.message
    assert fault.description.removesuffix(".") in result.message.partition("likely cause: ")[2]


@pytest.mark.parametrize("name", SOUND)
def test_no_sound_implementation_is_refused(name):
    fn, convention = SOUND[name]
    report = check_all(fn, convention)
    assert report.passed, str(report)


def test_a_compiled_norm_is_not_refused():
    report = check_all(compiled(), TORCH)
    assert report.passed, str(report)


def test_a_part_of_the_row_may_be_far_smaller_than_the_rest():
    """With this seed the only feature that the RMS sees is near 0, and its gradient a sum of far larger terms."""
    fn, convention = SOUND["first quarter of the row"]
    report = check_all(fn, convention, only=["strides"], seed=278)
    assert report.passed, str(report)


def test_a_lost_dimension_is_met_where_it_raises_no_error():
    """Elsewhere a missing keepdim stops with an error; as many rows as columns give wrong numbers."""
    fault = FAULTS["keepdim_missing"]
    (result,) = check_all(fault.fn, fault.convention, only=["ranks"])
    assert "given: x (16, 16)" in result.message
    assert "got at [" in result.message


def test_every_check_stands_for_families_that_exist():
    for check in CHECKS.values():
        assert check.families
        assert set(check.families) <= set(FAMILIES)


def test_every_family_is_stood_for():
    assert {family for check in CHECKS.values() for family in check.families} == set(FAMILIES)


def test_a_survivor_and_a_false_alarm_are_found(some_reports):
    assert some_reports.survivors == ["gain_ignored"]
    assert some_reports.missed == ["gain_ignored"]
    assert some_reports.false_alarms == {"wrong": ["zero_rows"]}
    assert some_reports.kill_rate == 0.5
    assert some_reports.caught_by("eps_dropped") == ["zero_rows", "small_inputs"]
    assert str(some_reports) == "2 faults, 1 caught; 2 sound implementations, 1 refused"


def test_codes_are_short_and_distinct():
    assert set(CODES) == set(CHECKS)
    assert len(set(CODES.values())) == len(CODES)
    assert all(re.fullmatch("[A-Z][a-z]", code) for code in CODES.values())


def test_the_table_is_accessible(some_reports):
    table = some_reports._repr_html_()
    assert table.count("<caption") == 2
    assert table.count('scope="row"') == 2
    assert "eps dropped" in table
    assert "<strong>Ze</strong> Sm" in table
    assert ">none</td>" in table
    assert set(re.findall('color: ([^";]*)', table)) == {"inherit"}


def test_the_legend_names_every_check():
    legend = check_legend()._repr_html_()
    for name, check in CHECKS.items():
        assert f"<strong>{CODES[name]}</strong> {name.replace('_', ' ')}</th>" in legend
        assert check.property in legend


def test_the_typical_test_accepts_what_is_right_and_lets_much_through():
    assert all(passes_typical_test(fn, convention) for fn, convention in SOUND.values())
    assert passes_typical_test(FAULTS["rms_detached"].fn, TORCH)
    assert not passes_typical_test(FAULTS["gain_ignored"].fn, TORCH)
    assert not passes_typical_test(lambda x, weight, eps: rms_norm(x, weight.detach(), None, eps), TORCH)
    assert not passes_typical_test(FAULTS["keepdim_missing"].fn, TORCH)
