"""What diagnose finds: conventions and eps of sound implementations, faults by name, two at once, no false alarm."""

import functools
import importlib
import json
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from rmsnorm_lib import CONVENTIONS, GEMMA, PAPER, T5, TORCH, Convention, RMSNorm, diagnose, rms_norm
from rmsnorm_lib.conventions import CASTS, EPS_PLACEMENTS
from rmsnorm_lib.faults import FAULTS
from rmsnorm_lib.sound import SOUND

CROSSWALK = Path(__file__).parents[2] / "benchmarks" / "results" / "crosswalk.json"
# Each computes what some published convention prescribes; only a person can say that another one was wanted
CONVENTION_ELSEWHERE = {
    "partial_fraction_ignored",
    "eps_outside",
    "eps_inside",
    "rounded_before_gain",
    "gemma_rounded_before_gain",
    "output_promoted_by_gain",
    "gain_offset_added",
    "gain_offset_missing",
    "statistic_of_first_shard",
}


def computes_the_same(one: Convention, other: Convention, hidden_size: int = 64) -> bool:
    fields = ("eps_placement", "weight_offset", "cast")
    same_choices = all(getattr(one, field) == getattr(other, field) for field in fields)
    return same_choices and one.num_rms_elements(hidden_size) == other.num_rms_elements(hidden_size)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_named_and_first(name):
    fault = FAULTS[name]
    diagnosis = diagnose(fault.fn, expected=fault.convention)
    assert not diagnosis.sound
    assert diagnosis.faults[0].confidence == 1
    assert len(diagnosis.faults) == 1
    assert name in (diagnosis.faults[0].name, *diagnosis.faults[0].indistinguishable)


@pytest.mark.parametrize("name", FAULTS)
def test_without_an_expectation_only_conventions_of_others_pass(name):
    diagnosis = diagnose(FAULTS[name].fn)
    assert diagnosis.sound == (name in CONVENTION_ELSEWHERE)
    if not diagnosis.sound:
        assert name in (diagnosis.faults[0].name, *diagnosis.faults[0].indistinguishable)


@pytest.mark.parametrize("name", [name for name in SOUND if "compile" not in name])
def test_sound_implementations_raise_no_alarm(name):
    fn, convention = SOUND[name]
    diagnosis = diagnose(fn)
    assert diagnosis.sound, str(diagnosis)
    allowed = {convention.cast, "after_weight"} if convention.cast == "before_weight" else {convention.cast}
    assert diagnosis.convention.eps_placement == convention.eps_placement
    assert diagnosis.convention.weight_offset == convention.weight_offset
    assert diagnosis.convention.num_rms_elements(64) == convention.num_rms_elements(64)
    assert diagnosis.convention.cast in allowed


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("backend", ["eager", "auto"])
def test_presets_are_recognized_with_their_eps(convention, backend):
    diagnosis = diagnose(functools.partial(rms_norm, convention=convention, backend=backend))
    assert diagnosis.sound, str(diagnosis)
    assert computes_the_same(diagnosis.convention, convention)
    assert diagnosis.eps == (convention.eps or torch.finfo(torch.float32).eps)


@pytest.mark.parametrize("bias", [False, True])
def test_a_module_object_is_probed_without_being_changed(bias):
    module = RMSNorm(48, eps=3e-4, bias=bias, convention=GEMMA)
    before = {key: value.clone() for key, value in module.state_dict().items()}
    diagnosis = diagnose(module, hidden_size=48)
    assert diagnosis.sound, str(diagnosis)
    assert (diagnosis.convention, diagnosis.eps) == (GEMMA, 3e-4)
    assert all(torch.equal(before[key], value) for key, value in module.state_dict().items())
    assert module.weight.grad is None


@pytest.mark.parametrize("convention", [TORCH, GEMMA, PAPER], ids=lambda one: one.name)
@pytest.mark.parametrize("value", [0.0, 1.5, None])
def test_trained_parameters_are_no_fault(convention, value):
    module = RMSNorm(64, bias=True, convention=convention)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(torch.linspace(-1, 2, 64) if value is None else torch.full((64,), value))
    diagnosis = diagnose(module)
    assert diagnosis.sound, str(diagnosis)
    assert computes_the_same(diagnosis.convention, convention)


@pytest.mark.parametrize(
    ("target", "eps"),
    [
        (F.rms_norm, torch.finfo(torch.float32).eps),
        (nn.RMSNorm, torch.finfo(torch.float32).eps),
        (nn.RMSNorm(64, 1e-5), 1e-5),
    ],
    ids=["function", "class", "object"],
)
def test_torch_itself(target, eps):
    diagnosis = diagnose(target)
    assert (diagnosis.sound, diagnosis.convention, diagnosis.eps) == (True, TORCH, eps)


@given(
    placement=st.sampled_from(EPS_PLACEMENTS),
    offset=st.sampled_from([0, 1]),
    cast=st.sampled_from(CASTS),
    num_elements=st.integers(2, 64),
    digits=st.integers(10, 99),
    exponent=st.integers(-11, -3),
)
@settings(max_examples=40, deadline=None)
def test_a_convention_is_read_off_any_sound_implementation(placement, offset, cast, num_elements, digits, exponent):
    eps = float(f"{digits / 10}e{exponent}")
    made = Convention("made", placement, offset, cast, num_elements / 64, eps)

    def norm(x, weight):
        return rms_norm(x, weight, convention=made, backend="eager")

    diagnosis = diagnose(norm)
    assert diagnosis.sound, str(diagnosis)
    assert computes_the_same(diagnosis.convention, made)
    assert diagnosis.eps == pytest.approx(eps, rel=2e-3)


def test_two_deviations_from_an_expected_convention_are_told_separately():
    diagnosis = diagnose(FAULTS["eps_outside"].fn, expected=GEMMA)
    assert {finding.name for finding in diagnosis.faults} == {"eps_outside", "gain_offset_missing"}
    assert all(finding.kind == "deviation" for finding in diagnosis.faults)


def test_two_faults_are_named_where_each_has_probes_of_its_own():
    def norm(x, weight, eps):
        inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps).detach()
        return x * inv_rms * weight

    diagnosis = diagnose(norm)
    assert {finding.name for finding in diagnosis.faults} == {"computed_in_input_dtype", "rms_detached"}
    assert all("neither is proved" in finding.evidence for finding in diagnosis.faults)


def test_what_one_fault_hides_is_said_to_be_unexplained():
    def norm(x, weight, eps):
        h = x.float()
        return (h * torch.rsqrt(h.square().sum(dim=-1, keepdim=True) + eps).detach() * weight).to(x.dtype)

    diagnosis = diagnose(norm)
    assert not diagnosis.sound
    assert "sum_for_mean" in diagnosis.faults[0].name or "sum_for_mean" in diagnosis.faults[0].evidence
    if diagnosis.faults[0].name == "sum_for_mean":
        assert diagnosis.faults[0].confidence < 1 or "neither is proved" in diagnosis.faults[0].evidence


def test_expected_eps_placement_is_a_finding_only_when_asked_for():
    assert diagnose(functools.partial(rms_norm, convention=PAPER)).sound
    diagnosis = diagnose(functools.partial(rms_norm, convention=PAPER), expected=TORCH)
    assert "eps_outside" in (diagnosis.faults[0].name, *diagnosis.faults[0].indistinguishable)


def test_a_layer_norm_and_no_norm_are_called_by_their_names():
    assert diagnose(nn.LayerNorm(64)).kind == "LayerNorm"
    identity = diagnose(lambda x: x)
    assert (identity.kind, identity.sound) == ("not a norm", False)


def test_a_bias_that_is_dropped():
    diagnosis = diagnose(lambda x, weight, bias=None, eps=1e-6: rms_norm(x, weight, None, eps))
    assert "bias_not_added" in [finding.name for finding in diagnosis.faults]


def test_a_refused_dtype_is_a_limitation():
    def norm(x, weight, eps):
        if x.dtype == torch.float16:
            raise TypeError("no float16 here")
        return rms_norm(x, weight, None, eps)

    diagnosis = diagnose(norm)
    assert diagnosis.sound
    assert "float16 rows: TypeError: no float16 here" in diagnosis.limitations


def test_compiled_functions_and_modules():
    def norm(x, weight, eps):
        return rms_norm(x, weight, None, eps)

    assert diagnose(torch.compile(norm, backend="eager")).sound
    assert diagnose(torch.compile(nn.RMSNorm(64, 1e-5), backend="eager")).eps == 1e-5


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"hidden_size": 4}, ValueError, "hidden_size must be at least 8"),
        ({"expected": "torch"}, TypeError, "expected must be a Convention"),
        ({"kwargs": {"a": 1}}, TypeError, "not a class"),
    ],
)
def test_bad_arguments(arguments, error, words):
    with pytest.raises(error, match=words):
        diagnose(rms_norm, **arguments)


def test_the_report_fits_a_screen_and_json():
    for diagnosis in (diagnose(nn.RMSNorm), diagnose(FAULTS["sum_for_mean"].fn), diagnose(lambda x: x.tanh())):
        lines = str(diagnosis).splitlines()
        assert len(lines) <= 30
        assert max(map(len, lines)) <= 80
        again = json.loads(json.dumps(diagnosis.to_dict()))
        assert again["sound"] == diagnosis.sound
        assert "<table>" in diagnosis._repr_html_()


def test_diagnosing_leaves_random_numbers_threads_and_arguments_alone():
    torch.manual_seed(3)
    expected, num_threads = torch.rand(3), torch.get_num_threads()
    torch.manual_seed(3)
    first = diagnose(FAULTS["rms_detached"].fn)
    assert torch.equal(torch.rand(3), expected)
    assert torch.get_num_threads() == num_threads
    again = diagnose(FAULTS["rms_detached"].fn)
    assert (first.faults, first.facts, first.evidence) == (again.faults, again.facts, again.evidence)


@pytest.mark.parametrize(
    ("family", "name"),
    [
        ("llama", "LlamaRMSNorm"),
        ("gemma", "GemmaRMSNorm"),
        ("t5", "T5LayerNorm"),
        ("llama4", "Llama4TextRMSNorm"),
        ("esmfold2", "EsmFold2RMSNorm"),
        ("deepseek_v4", "DeepseekV4UnweightedRMSNorm"),
    ],
)
def test_the_committed_crosswalk_is_what_diagnosing_gives(family, name):
    crosswalk = json.loads(CROSSWALK.read_text(encoding="utf-8"))
    row = next(row for row in crosswalk["classes"] if (row["family"], row["class"]) == (family, name))
    diagnosis = diagnose(getattr(importlib.import_module(row["module"]), name))
    assert (diagnosis.convention.name, diagnosis.eps, diagnosis.sound) == (row["convention"], row["eps"], row["sound"])
    assert [finding.name for finding in diagnosis.faults] == [finding["name"] for finding in row["findings"]]


def test_hand_read_classes_agree_with_the_crosswalk():
    hand_read = json.loads(CROSSWALK.read_text(encoding="utf-8"))["hand_read"]
    assert len(hand_read) >= 15
    assert [row["class"] for row in hand_read if not row["agrees"]] == []


def test_presets_of_transformers_classes():
    from transformers.models.t5.modeling_t5 import T5LayerNorm

    assert diagnose(T5LayerNorm).convention == T5
