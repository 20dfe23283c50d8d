import numpy as np
import pytest
import torch

from rmsnorm_lib import GEMMA, PAPER, TORCH, reference
from rmsnorm_lib.casework import (
    HEADERS,
    NEEDS,
    VERSIONS,
    Probe,
    ask_check,
    assert_accepts,
    assert_rejects,
    clean_id,
    find_case,
    load_case,
    load_mystery,
    load_source,
    mend_case,
    record_probes,
    show_case,
)
from rmsnorm_lib.checks import check_all, run_check
from rmsnorm_lib.faults import FAULTS

ALL_VERSIONS = [(task, letter) for task, versions in VERSIONS.items() for letter in versions]
# The property that each case is about; what else fails follows from it
BROKEN = {
    "t1": {"scale_behaviour"},
    "t2": {"row_independence", "ranks"},
    "t3": {"small_inputs"},
    "t4": {"large_inputs"},
    "t6": {"values", "dtype"},
    "t7": {"input_unchanged"},
}
# What must hold although there is a fault
UNBROKEN = {
    "t2": {"values", "small_inputs", "dtype", "gain", "input_unchanged", "large_inputs"},
    "t3": {"values", "dtype", "gain", "input_unchanged", "row_independence"},
    "t4": {"values", "gain", "input_unchanged", "row_independence", "input_gradient", "gain_gradient"},
    "t7": {"values", "dtype", "gain", "row_independence", "large_inputs", "low_precision"},
}


def version(task, letter):
    return load_source(HEADERS[0] + VERSIONS[task][letter].lstrip("\n"), "<version>")


def sound(x, weight, eps):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    y = h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    return (y if weight is None else y * weight).to(x.dtype)


def check_rms(norm):
    y = norm(torch.tensor([[3.0, 5.0], [1.0, 2.0]]), None, 1e-9)
    assert torch.allclose(y.square().mean(-1), torch.ones(2), atol=1e-3)


@pytest.mark.parametrize("student_id", ["", "s1", "12345", "Ä ö", ...])
def test_the_choice_is_the_same_each_time(student_id):
    assert [find_case(task, student_id) for task in VERSIONS] == [find_case(task, student_id) for task in VERSIONS]


def test_the_choice_has_not_changed():
    """A grade that was given once must come out again."""
    assert "".join(find_case(task, "").version for task in VERSIONS) == "CAABCCBC"
    assert "".join(find_case(task, "instructor").version for task in VERSIONS) == "ABBACBBB"


def test_capitals_and_outer_spaces_do_not_matter():
    assert find_case("t1", " S12 ") == find_case("t1", "s12")
    assert find_case("t1", 12) == find_case("t1", "12")
    assert find_case("t1") == find_case("t1", ...) == find_case("t1", None) == find_case("t1", "")
    assert clean_id(True) == ""


@pytest.mark.parametrize("task", VERSIONS)
def test_students_share_no_version_and_header_more_often_than_by_chance(task):
    cases = [find_case(task, f"s{index}") for index in range(600)]
    for letter in VERSIONS[task]:
        assert 150 < sum(case.version == letter for case in cases) < 250
    assert len({case.source for case in cases}) == len(VERSIONS[task]) * len(HEADERS)


def test_headers_move_every_line():
    assert len({header.count("\n") for header in HEADERS}) == len(HEADERS)


def test_an_unknown_task_is_refused():
    with pytest.raises(ValueError, match=r"task must be one of t1, .*, got 't0'"):
        find_case("t0")


@pytest.mark.parametrize(("task", "letter"), [one for one in ALL_VERSIONS if one[0] not in ("t5", "t8")])
def test_a_version_breaks_its_property(task, letter):
    convention = {"A": GEMMA, "B": TORCH, "C": PAPER}[letter] if task == "t6" else TORCH
    failed = {one.name for one in check_all(version(task, letter), convention, explain=False).failed}
    assert failed >= BROKEN[task]
    assert not failed & UNBROKEN.get(task, set())


@pytest.mark.parametrize("letter", VERSIONS["t5"])
def test_only_the_input_gradient_of_the_backward_pass_is_wrong(letter):
    dx, dweight, right_dx, right_dweight = gradients("t5", letter)
    assert np.abs(dx - right_dx).max() > 0.05
    np.testing.assert_allclose(dweight, right_dweight, rtol=1e-10)


@pytest.mark.parametrize("letter", VERSIONS["t8"])
def test_the_gain_gradient_is_wrong_for_several_rows_and_right_for_the_test_of_the_report(letter):
    grad, x = torch.tensor([[0.3, -2.0, 1.0]], dtype=torch.float64), torch.tensor([[1.0, 2.0, -4.0]]).double()
    weight = torch.ones(3, dtype=torch.float64)
    right = reference.rms_norm_backward(grad.numpy(), x.numpy(), weight.numpy(), 0.1, TORCH)[1]
    np.testing.assert_allclose(version("t8", letter)(grad, x, weight, 0.1).numpy(), right, rtol=1e-10)
    _, dweight, _, right_dweight = gradients("t8", letter)
    assert np.abs(dweight - right_dweight).max() > 0.05


def gradients(task, letter):
    generator = torch.Generator().manual_seed(5)
    grad, x = (2 * torch.randn(3, 5, generator=generator, dtype=torch.float64) for _ in range(2))
    weight, eps = torch.randn(5, generator=generator, dtype=torch.float64), 0.1
    values = dict.fromkeys(["grad", "dy", "upstream"], grad) | dict.fromkeys(["x", "h"], x)
    values |= dict.fromkeys(["weight", "gain"], weight) | dict.fromkeys(["eps", "epsilon"], eps)
    fn = version(task, letter)
    names = fn.__code__.co_varnames[: fn.__code__.co_argcount]
    result = fn(*(values[name] for name in names))
    dx, dweight = result if task == "t5" else (None, result)
    right_dx, right_dweight, _ = reference.rms_norm_backward(grad.numpy(), x.numpy(), weight.numpy(), eps, TORCH)
    return (None if dx is None else dx.numpy()), dweight.numpy(), right_dx, right_dweight


def test_a_case_is_printed_with_the_line_numbers_that_python_counts(capsys):
    show_case("t1", "s7")
    printed = capsys.readouterr().out.splitlines()
    case = find_case("t1", "s7")
    assert printed[0] == f"implementation 1, version {case.version}, student id 's7'"
    assert [line.partition(" | ")[2] for line in printed[2:]] == case.source.splitlines()
    assert [int(line.partition(" | ")[0]) for line in printed[2:]] == list(range(1, len(printed) - 1))


def test_an_error_inside_a_case_names_its_line():
    with pytest.raises(AttributeError) as error:
        load_case("t1", "s7")("no tensor", None, 1e-6)
    assert error.traceback[-1].path == "<t1>" or "<t1>" in str(error.traceback[-1].path)


def test_arguments_come_in_the_order_of_the_source():
    case = find_case("t5", "instructor")
    assert f"({', '.join(case.arguments)})" in case.source


def test_mending_replaces_lines_and_keeps_the_indentation():
    source = find_case("t1", "s7").source.splitlines()
    first = next(index for index, line in enumerate(source, 1) if line.startswith("def ")) + 2
    mended = mend_case("t1", "s7", {first: "return 42"})
    assert mended(torch.ones(2), None, 0.0) == 42
    assert mend_case("t1", "s7", {first: "    a = 41\n    return a"})(torch.ones(2), None, 0.0) == 41
    assert "return" in "".join(source)


@pytest.mark.parametrize(
    ("fix", "error", "text"),
    [
        ([1, "x"], TypeError, "must be a dictionary"),
        ({1: 2}, TypeError, "must be a dictionary"),
        ({"1": "x"}, TypeError, "must be a dictionary"),
        (..., TypeError, "must be a dictionary"),
        ({0: "x"}, ValueError, "line numbers go from 1 to"),
        ({99: "x"}, ValueError, "line numbers go from 1 to"),
        ({1: "x ="}, ValueError, "line 1 is no valid Python"),
    ],
)
def test_a_fix_that_cannot_be_applied_is_refused(fix, error, text):
    with pytest.raises(error, match=text):
        mend_case("t1", "s7", fix)


def test_code_without_a_function_is_refused():
    with pytest.raises(ValueError, match="defines no function"):
        load_source("import torch\nx = 1\n", "<x>")


def test_a_check_is_asked():
    assert ask_check(check_rms, sound).accepted
    assert not ask_check(check_rms, version("t1", "A")).accepted
    assert ask_check(lambda norm: None, sound).accepted
    assert ask_check(lambda norm: torch.tensor(True), sound).accepted
    assert ask_check(lambda norm: False, sound).said == "it gave back False"
    assert ask_check(lambda norm: 1 / 0, sound).said == "it raised ZeroDivisionError: division by zero"


def test_a_check_that_is_not_written_is_no_verdict():
    def empty(norm):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        ask_check(empty, sound)


def by_check_all(norm):
    return check_all(norm, only=["values"], explain=False).passed


def by_run_check(norm):
    try:
        run_check("values", norm)
    except AssertionError:
        return False
    return True


def by_torch(norm):
    x = torch.ones(1, 2)
    return torch.allclose(norm(x, None, 1e-6), torch.nn.functional.rms_norm(x, (2,), eps=1e-6))


@pytest.mark.parametrize(
    ("check", "name"), [(by_check_all, "check_all"), (by_run_check, "run_check"), (by_torch, "rms_norm of torch")]
)
def test_a_check_may_not_delegate(check, name):
    for norm in (sound, version("t1", "A")):
        with pytest.raises(AssertionError, match=f"not allowed in this task: {name}"):
            ask_check(check, norm)
    assert ask_check(check, sound, watched=False).accepted
    run_check("values", sound)  # works again afterwards


def test_sound_code_must_be_accepted():
    assert_accepts(check_rms, sound, "sound code")
    with pytest.raises(
        AssertionError, match=r"property: your check accepts sound code\n(.*\n)*likely cause: too strict"
    ):
        assert_accepts(lambda norm: False, sound, "sound code", cause="too strict")


@pytest.mark.parametrize(
    ("x", "missing"),
    [
        (None, "does not call the implementation at all"),
        (torch.ones(4), "more than one row"),
        (torch.ones(3, 4), "all rows of an input have the same RMS"),
        (torch.arange(1.0, 7.0).reshape(3, 2), "no input of three dimensions"),
        (torch.arange(1.0, 7.0).reshape(3, 1, 2), "no input of three dimensions"),
        (torch.arange(1.0, 13.0).reshape(2, 3, 2), "no input of four dimensions"),
        (torch.arange(1.0, 25.0).reshape(2, 2, 3, 2), "what your check asks of the outputs"),
    ],
)
def test_a_check_that_misses_a_fault_is_told_which_input_it_lacks(x, missing):
    def check(norm):
        if x is not None:
            norm(x, None, 1e-6)

    needs = ["several rows", "unequal rows", "three dimensions", "four dimensions"]
    with pytest.raises(AssertionError, match=missing):
        assert_rejects(check, sound, "a fault", needs=needs)
    assert_rejects(lambda norm: False, sound, "a fault", needs=needs)


@pytest.mark.parametrize(
    ("x", "overflows"),
    [
        (torch.tensor([255.0]).half(), False),
        (torch.tensor([-256.0]).half(), True),
        (torch.tensor([300.0]), False),
        (torch.tensor([300.0]).bfloat16(), False),
    ],
)
def test_large_float16_numbers_are_told_from_others(x, overflows):
    assert NEEDS["overflow"][0](Probe(x, None, 1e-6)) == overflows
    assert NEEDS["float16"][0](Probe(x, None, 1e-6)) == (x.dtype == torch.float16)


def test_probes_are_copies():
    x = torch.ones(2, 3)

    def check(norm):
        norm(x, None, 1e-6)
        x.zero_()

    (probe,) = record_probes(check, sound)
    assert torch.equal(probe.x, torch.ones(2, 3))


def test_the_mystery_is_a_fault_of_the_bank_that_can_be_told_from_all_others():
    # As many rows as columns, so that no fault of the bank raises an error
    x = torch.randn(48, 48, generator=torch.Generator().manual_seed(0)) + 0.5
    weight = torch.linspace(-1.5, 2.5, 48)
    # Copies, because some faults change their arguments
    results = {name: fault.fn(x.clone(), weight.clone(), 1e-6) for name, fault in FAULTS.items()}
    seen = set()
    for index in range(60):
        wanted = load_mystery(f"s{index}")(x, weight, 1e-6)
        alike = [name for name, result in results.items() if torch.allclose(result, wanted, 1e-4)]
        assert len(alike) == 1
        seen.update(alike)
    assert len(seen) > 6


def test_versions_hold_no_comment_that_gives_the_fault_away():
    for versions in VERSIONS.values():
        for source in versions.values():
            assert "#" not in source


def test_a_fix_with_a_name_of_another_version_says_which_names_there_are():
    line = next(
        number
        for number, text in enumerate(find_case("t3", "mira42").source.splitlines(), start=1)
        if "rsqrt" in text or "sqrt" in text
    )
    with pytest.raises(ValueError, match="uses the name 'no_such_name', which the shown code does not have; it has "):
        mend_case("t3", "mira42", {line: "y = no_such_name + 1"})


def test_every_line_of_a_fix_without_a_space_gets_the_indentation():
    case = find_case("t7", "mira42")
    line = next(number for number, text in enumerate(case.source.splitlines(), start=1) if text.startswith("    "))
    text = case.source.splitlines()[line - 1].strip()
    for fix in (f"{text}\npass", f"{text}\n    pass"):
        mended = mend_case("t7", "mira42", {line: fix})
        assert callable(mended)


def test_an_assertion_without_a_message_is_said_to_have_none():
    def check(norm):
        raise AssertionError

    assert ask_check(check, lambda x, weight, eps: x).said == "it raised AssertionError without a message"
