"""The checks must pass what is right, refuse what is wrong or lies, and say why."""

import inspect
import sys
import threading

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

import rmsnorm_lib
from rmsnorm_lib import checks
from rmsnorm_lib.checks import assert_close, assert_dtype, assert_shape, no_library_norms, run_public_checks

X = torch.tensor([[1.0, 2.0, 3.0, 6.0]])


def failure(check, *args, **kwargs) -> str:
    """The message of the AssertionError that the call must raise."""
    kwargs.setdefault("prop", "the property")
    with pytest.raises(AssertionError) as caught:
        check(*args, **kwargs)
    return str(caught.value)


# --- assert_close: what passes ---


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (2.5, 2.5),
        (2, 2.0),
        (2.5 + 1e-6, 2.5),
        (np.float32(2.5), 2.5),
        (np.array(2.5), 2.5),
        (torch.tensor(2.5), 2.5),
        (torch.tensor(2.5, requires_grad=True), 2.5),
        (nn.Parameter(torch.tensor([1.0, 2.0])), [1.0, 2.0]),
        ([1.0, 2.0], np.array([1.0, 2.0])),
        ([torch.tensor(1.0), torch.tensor(2.0)], [1.0, 2.0]),
        (np.array([[1.0, 2.0]]).view(np.recarray), [[1.0, 2.0]]),
        (torch.tensor([1.5], dtype=torch.bfloat16), [1.5]),
        (torch.tensor([1.5], dtype=torch.float16), torch.tensor([1.5], dtype=torch.float16)),
        (X[:, ::2], [[1.0, 3.0]]),
        (math_inf := float("inf"), math_inf),
        (float("nan"), float("nan")),
        (torch.empty(0), []),
    ],
)
def test_right_results_pass(got, expected):
    assert_close(got, expected, prop="the property")


def test_tolerances():
    assert_close(1.09, 1.0, prop="loose", rtol=0.1)
    assert_close(1e-7, 0.0, prop="the default absolute tolerance")
    failure(assert_close, 1e-7, 2e-7, atol=0)
    failure(assert_close, 1.0 + 1e-12, 1.0, rtol=0, atol=0)


# --- assert_close: what fails, and the words for it ---


def test_message_of_a_wrong_number_has_one_line_each():
    message = failure(
        assert_close,
        10.0,
        2.5,
        prop="halving 5",
        mistakes={"multiplied by 2": 10.0, "added 2": 7.0},
        read="chapter 1",
    )
    assert message.splitlines() == [
        "property: halving 5",
        "expected: 2.5",
        "got: 10",
        "likely cause: multiplied by 2",
        "read: chapter 1",
    ]


def test_message_without_cause_and_reading_has_no_empty_lines():
    assert failure(assert_close, 10.0, 2.5).splitlines() == ["property: the property", "expected: 2.5", "got: 10"]


def test_worst_index_is_relative_to_the_tolerance():
    got, expected = np.array([[1001.0, 2.0], [3.0, 4.5]]), np.array([[1000.0, 2.0], [3.0, 4.0]])
    lines = failure(assert_close, got, expected).splitlines()
    assert lines[1:] == ["expected at [1, 1]: 4", "got at [1, 1]: 4.5", "wrong elements: 2 of 4"]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf")])
def test_nan_and_inf_never_pass_for_a_finite_number(wrong):
    lines = failure(assert_close, torch.tensor([1.0, wrong]), [5.0, 1.0], rtol=1e9, atol=1e9).splitlines()
    assert lines[1] == "expected at [1]: 1"
    assert lines[2] == ("got at [1]: NaN (not a number)" if np.isnan(wrong) else f"got at [1]: {wrong}")


def test_a_finite_number_never_passes_for_nan_or_inf():
    failure(assert_close, 1.0, float("nan"))
    failure(assert_close, 1.0, float("inf"))
    failure(assert_close, -float("inf"), float("inf"))


def test_nan_is_the_worst_index():
    assert "got at [1]: NaN" in failure(assert_close, [1e9, float("nan"), 7.0], [1.0, 1.0, 1.0])


def test_zero_tolerance_names_the_differing_element():
    assert "got at [2]: 4" in failure(assert_close, [1.0, 2.0, 4.0], [1.0, 2.0, 3.0], rtol=0, atol=0)


@pytest.mark.parametrize(
    ("got", "expected", "lines"),
    [
        (np.ones(2), np.ones((2, 1)), ["expected shape: (2, 1)", "got shape: (2,)"]),
        (np.ones(1), 1.0, ["expected shape: () (a single number)", "got shape: (1,)"]),
        (torch.tensor(1.0), np.ones(3), ["expected shape: (3,)", "got shape: () (a single number)"]),
    ],
)
def test_wrong_shapes(got, expected, lines):
    assert failure(assert_close, got, expected).splitlines()[1:] == lines


def test_a_tensor_asks_for_its_dtype():
    expected = torch.ones(2, dtype=torch.float16)
    message = failure(assert_close, torch.ones(2), expected, read="chapter 1")
    assert message.splitlines()[1:] == [
        "expected dtype: torch.float16",
        "got dtype: torch.float32",
        "read: chapter 1",
    ]
    assert "got type: list" in failure(assert_close, [1.0, 1.0], expected)
    assert "got type: None" in failure(assert_close, None, expected)


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "without a return"),
        (..., "has not been replaced"),
        ("3.54", "type str, which is not a real number"),
        (["1", "2"], "type list, which is not a real number"),
        (True, "type bool, which is not a real number"),
        (1 + 0j, "type complex, which is not a real number"),
        (torch.tensor(1 + 0j), "complex numbers"),
        (len, "type builtin_function_or_method"),
        ([[1.0], [1.0, 2.0]], "cannot be read as numbers"),
    ],
)
def test_results_without_numbers(got, words):
    message = failure(assert_close, got, 1.0, read="chapter 1")
    assert "expected: a number" in message
    assert words in message
    assert message.endswith("read: chapter 1")


def test_results_without_numbers_name_the_expected_shape():
    assert "expected: numbers of shape (2,)" in failure(assert_close, None, [1.0, 2.0])


def test_what_was_given_is_named():
    message = failure(assert_close, 10.0, 2.5, given="x of RMS 5")
    assert message.splitlines()[:2] == ["property: the property", "given: x of RMS 5"]
    assert "given: x of RMS 5" in failure(assert_dtype, X, torch.float64, given="x of RMS 5")


def test_each_element_may_have_its_own_tolerance():
    assert_close([1.0, 2.5], [1.0, 2.0], prop="p", rtol=0.0, atol=np.array([0.0, 0.5]))
    message = failure(assert_close, [1.5, 2.5], [1.0, 2.0], rtol=0.0, atol=np.array([0.1, 0.6]))
    assert "got at [0]: 1.5" in message
    # a mistake of another shape is compared as well
    message = failure(assert_close, 7.0, [1.0, 2.0], rtol=0.0, atol=np.array([0.1, 0.1]), mistakes={"one": 7.0})
    assert message.endswith("likely cause: one")


# --- assert_close: likely causes ---


def test_a_mistake_that_gives_the_right_result_is_not_reported():
    message = failure(assert_close, 3.0, 1.0, mistakes={"harmless here": 1.0, "tripled": 3.0})
    assert "likely cause: tripled" in message
    assert "harmless" not in message
    assert_close(1.0, 1.0, prop="right", mistakes={"harmless here": 1.0})


def test_all_matching_mistakes_are_reported():
    message = failure(assert_close, 3.0, 1.0, mistakes={"tripled": 3.0, "added 2": 3.0, "halved": 0.5})
    assert "likely cause: tripled; or: added 2" in message
    assert "halved" not in message


def test_a_mistake_may_have_another_shape_or_be_infinite():
    message = failure(assert_close, torch.tensor(2.0), [1.0, 2.0], mistakes={"all dimensions": 2.0})
    assert message.endswith("likely cause: all dimensions")
    message = failure(assert_close, float("inf"), 1.0, mistakes={"overflow": float("inf")})
    assert message.endswith("likely cause: overflow")
    message = failure(assert_close, [float("nan")], [1.0], mistakes={"0 / 0": [float("nan")]})
    assert message.endswith("likely cause: 0 / 0")


def test_a_mistake_of_another_shape_does_not_match():
    assert "likely cause" not in failure(assert_close, [3.0, 3.0], [1.0, 1.0], mistakes={"a number": 3.0})


# --- results that lie ---


class AlwaysEqual(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func.__name__ in ("detach", "cpu", "to", "numpy", "double", "clone"):
            return torch.tensor(2.5)
        return True


class EqualFloat(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


class EqualArray(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(self.shape)

    def __array_function__(self, func, types, args, kwargs):
        return True


class ClaimsToBeATensor:
    __class__ = torch.Tensor
    dtype = torch.float32
    shape = ()

    def __getattr__(self, name):
        return lambda *args, **kwargs: torch.tensor(2.5)


def test_tensor_subclasses_never_pass():
    lying = torch.tensor(99.0).as_subclass(AlwaysEqual)
    message = failure(assert_close, lying, 2.5)
    assert "type AlwaysEqual, a subclass of torch.Tensor" in message
    failure(assert_close, lying, torch.tensor(2.5))
    failure(assert_shape, lying, ())
    honest_dtype = torch.ones(1, dtype=torch.float64).as_subclass(AlwaysEqual)
    assert "got dtype: torch.float64" in failure(assert_dtype, honest_dtype, torch.float32)


def test_objects_that_override_comparison_or_class_never_pass():
    failure(assert_close, EqualFloat(99.0), 2.5)
    failure(assert_close, np.full(3, 99.0).view(EqualArray), np.ones(3))
    failure(assert_close, ClaimsToBeATensor(), 2.5)
    failure(assert_dtype, ClaimsToBeATensor(), torch.float32)


def test_a_torch_function_mode_left_on_does_not_take_part():
    class Lie(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            return torch.tensor(2.5)

    wrong = torch.tensor(99.0)
    with Lie():
        message = failure(assert_close, wrong, 2.5)
    assert "got: 99" in message


# --- assert_shape and assert_dtype ---


def test_assert_shape():
    assert_shape(torch.ones(2, 1), (2, 1), prop="shape")
    assert_shape(3.0, (), prop="shape")
    message = failure(assert_shape, torch.ones(2), (2, 1), read="chapter 1")
    assert message.splitlines() == [
        "property: the property",
        "expected shape: (2, 1)",
        "got shape: (2,)",
        "read: chapter 1",
    ]
    assert "without a return" in failure(assert_shape, None, (2, 1))


def test_assert_dtype():
    assert_dtype(torch.ones(1, dtype=torch.bfloat16), torch.bfloat16, prop="dtype")
    message = failure(assert_dtype, np.ones(1), torch.float64, read="chapter 1")
    assert message.splitlines() == [
        "property: the property",
        "expected type: torch.Tensor of dtype torch.float64",
        "got type: ndarray",
        "read: chapter 1",
    ]


# --- no_library_norms ---

bound_earlier = F.rms_norm
bound_builtin = torch.rms_norm
torch_module = nn.RMSNorm(4)
library_module = rmsnorm_lib.RMSNorm(4)
bound_library = rmsnorm_lib.rms_norm


@pytest.mark.parametrize(
    "call",
    [
        lambda: F.rms_norm(X, (4,)),
        lambda: bound_earlier(X, (4,)),
        lambda: torch.rms_norm(X, (4,)),
        lambda: bound_builtin(X, (4,)),
        lambda: torch_module(X),
        lambda: nn.RMSNorm(4)(X),
        lambda: F.layer_norm(X, (4,)),
        lambda: nn.LayerNorm(4)(X),
        lambda: torch.layer_norm(X, (4,)),
        lambda: torch.native_layer_norm(X, (4,), None, None, 1e-5),
        lambda: torch.ops.aten.rms_norm(X, (4,)),
        lambda: torch.ops.aten.native_layer_norm.default(X, (4,), None, None, 1e-5),
        lambda: list(map(F.rms_norm, [X], [(4,)])),
        lambda: rmsnorm_lib.rms(X),
        lambda: rmsnorm_lib.rms_norm(X),
        lambda: bound_library(X),
        lambda: library_module(X),
        lambda: rmsnorm_lib.RMSNorm(4),
        lambda: rmsnorm_lib.functional.resolve_eps(1e-6, rmsnorm_lib.TORCH, torch.float32),
    ],
)
def test_ready_made_norms_are_refused(call):
    with pytest.raises(AssertionError) as caught, no_library_norms():
        call()
    assert "not allowed in this task" in str(caught.value)
    assert "the task is to write it yourself" in str(caught.value)


def test_own_code_and_other_torch_functions_are_allowed():
    def rms_norm(x):
        return x / x.square().mean(-1, keepdim=True).sqrt()

    with no_library_norms():
        rms_norm(X)
        F.normalize(X, dim=-1)
        torch.linalg.vector_norm(X, dim=-1)
        rmsnorm_lib.get_device()
        assert_close(rms_norm(X), rms_norm(X), prop="the checks themselves")


def test_importing_the_library_is_allowed(monkeypatch):
    monkeypatch.delitem(sys.modules, "rmsnorm_lib.conventions")
    with no_library_norms():
        import rmsnorm_lib.conventions
    assert rmsnorm_lib.conventions.PAPER


def test_catching_the_refusal_does_not_help():
    def sly(x):
        for _ in range(2):
            try:
                return F.rms_norm(x, (4,))
            except AssertionError:
                pass

    result = None
    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        result = sly(X)
    assert result is not None


def test_catching_the_refusal_inside_a_watch_of_ones_own_does_not_help():
    def sly(x):
        try:
            with no_library_norms():
                try:
                    F.rms_norm(x, (4,))
                except AssertionError:
                    return F.rms_norm(x, (4,))
        except AssertionError:
            pass

    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        sly(X)


def test_another_error_after_the_refusal_does_not_hide_it():
    def sly(x):
        try:
            return F.rms_norm(x, (4,))
        except AssertionError:
            raise KeyError("unrelated") from None

    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        sly(X)


@pytest.mark.parametrize("switch", [sys.setprofile, threading.setprofile])
def test_switching_the_watch_off_is_refused(switch):
    with pytest.raises(AssertionError, match="end the watch"), no_library_norms():
        switch(None)


def test_switching_the_watch_off_unseen_is_noticed():
    with pytest.raises(AssertionError, match="was switched off"), no_library_norms():
        list(map(sys.setprofile, [None]))
    assert sys.getprofile() is None


def call_in_a_thread(function, *args):
    thread = threading.Thread(target=function, args=args)
    thread.start()
    thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_threads_are_watched():
    with pytest.raises(AssertionError, match="write it yourself"), no_library_norms():
        call_in_a_thread(F.rms_norm, X, (4,))


@pytest.mark.parametrize("error", [None, ValueError, KeyboardInterrupt])
def test_the_previous_profile_function_comes_back(error):
    def previous(frame, event, argument):
        return None

    sys.setprofile(previous)
    threading.setprofile(previous)
    try:
        if error is None:
            with no_library_norms():
                pass
        else:
            with pytest.raises(error), no_library_norms():
                raise error
        assert sys.getprofile() is previous
        assert threading.getprofile() is previous
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def test_the_previous_profile_function_comes_back_after_a_refusal():
    with pytest.raises(AssertionError), no_library_norms():
        F.rms_norm(X, (4,))
    assert sys.getprofile() is None
    assert threading.getprofile() is None
    F.rms_norm(X, (4,))


@pytest.mark.parametrize("switch", [checks.watch.pause, lambda: checks.watch.resume(None)])
def test_only_the_runner_of_exercises_pauses_the_watch(switch):
    with pytest.raises(AssertionError, match="end the watch"), no_library_norms():
        switch()


# --- run_public_checks ---


def raises(error):
    def check():
        raise error

    return check


def test_all_passed(capsys):
    run_public_checks("task 2", {"one": lambda: None, "two": lambda: 7}, graded_later=["dtype kept", "large values"])
    assert capsys.readouterr().out.splitlines() == [
        "passed: one",
        "passed: two",
        "public checks of task 2: 2 of 2 passed; graded later: dtype kept, large values",
    ]


def test_nothing_is_graded_later(capsys):
    run_public_checks("task 7", {"one": lambda: None})
    assert capsys.readouterr().out.endswith("1 of 1 passed\n")


def test_a_failure_does_not_stop_the_others(capsys):
    with pytest.raises(AssertionError, match="task 2: 1 of 3 public checks failed"):
        run_public_checks(
            "task 2",
            {"one": lambda: None, "two": lambda: assert_close(1.0, 2.0, prop="p"), "three": lambda: None},
        )
    assert capsys.readouterr().out.splitlines() == [
        "passed: one",
        "FAILED: two",
        "    property: p",
        "    expected: 2",
        "    got: 1",
        "passed: three",
        "public checks of task 2: 2 of 3 passed",
    ]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotImplementedError(), "not written yet"),
        (NameError("name 'rms' is not defined"), "name 'rms' is not defined: run the task's answer cell first"),
        (AssertionError(), "an assert statement without a message failed"),
        (RuntimeError("sizes do not match"), "your code raised RuntimeError: sizes do not match"),
    ],
)
def test_errors_are_explained(capsys, error, words):
    with pytest.raises(AssertionError):
        run_public_checks("task 2", {"one": raises(error)})
    assert words in capsys.readouterr().out


def test_a_name_that_the_students_code_lacks_is_not_the_tasks(capsys):
    cell = {}
    exec(compile("def area(r):\n    return math.pi * r * r", "another cell", "exec"), cell)
    with pytest.raises(AssertionError):
        run_public_checks("task 2", {"one": lambda: cell["area"](1.0)})
    printed = capsys.readouterr().out
    assert "your code raised NameError: name 'math' is not defined" in printed
    assert "in area, line 2" in printed
    assert "run the task's answer cell first" not in printed


def test_an_error_names_the_line_of_the_students_code(capsys):
    with pytest.raises(AssertionError):
        run_public_checks("task 2", {"one": lambda: torch.ones(2) @ torch.ones(3)})
    assert "in <lambda>, line" in capsys.readouterr().out


def test_an_error_without_a_line_of_the_students_code(capsys):
    with pytest.raises(AssertionError):
        run_public_checks("task 2", {"one": len})
    assert "your code raised TypeError" in capsys.readouterr().out


def test_a_reason_is_printed_once(capsys):
    with pytest.raises(AssertionError, match="2 of 2"):
        run_public_checks("task 2", {"one": raises(NotImplementedError()), "two": raises(NotImplementedError())})
    output = capsys.readouterr().out
    assert output.count("not written yet") == 1
    assert "(same reason as above)" in output


def test_the_checks_run_without_library_norms_unless_allowed(capsys):
    def delegate():
        assert_shape(F.rms_norm(X, (4,)), (1, 4), prop="shape")

    with pytest.raises(AssertionError):
        run_public_checks("task 2", {"one": delegate})
    assert "write it yourself" in capsys.readouterr().out
    run_public_checks("task 2", {"one": delegate}, allow_library_norms=True)


def test_an_interrupt_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        run_public_checks("task 2", {"one": raises(KeyboardInterrupt())})


def test_what_is_free_to_call_holds_no_norm():
    free = {
        name
        for module in (checks.comparison, checks.exercises, checks.watch)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert free == {
        "assert_close",
        "assert_dtype",
        "assert_shape",
        "is_close",
        "is_tensor",
        "message",
        "no_library_norms",
        "number",
        "pause",
        "resume",
        "run_check",
        "run_public_checks",
        "to_float64",
        "worst_index",
    }
