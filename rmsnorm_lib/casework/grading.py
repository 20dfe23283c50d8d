"""What a student's check makes of an implementation, and the assertions that grade it."""

import inspect
import math
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from unittest import mock

import torch
from torch import Tensor

from rmsnorm_lib.casework.choice import clean_id
from rmsnorm_lib.checks import exercises
from rmsnorm_lib.checks.comparison import message
from rmsnorm_lib.checks.watch import no_library_norms

Norm = Callable[[Tensor, Tensor | None, float], Tensor]


@dataclass(frozen=True)
class Probe:
    """One call that a student's check makes of an implementation.

    Attributes:
        x: a copy of the input.
        weight, eps: the other arguments.
    """

    x: Tensor
    weight: Tensor | None
    eps: float

    @property
    def rows_differ(self) -> bool:
        """Whether there are two rows whose RMS differs by more than a hundredth."""
        rms = self.x.detach().double().reshape(-1, self.x.shape[-1]).square().mean(-1).sqrt()
        return bool(rms.max() > 1.01 * rms.min())

    @property
    def squares_overflow(self) -> bool:
        """Whether a square of a float16 input leaves the range of float16."""
        return self.x.dtype == torch.float16 and bool(
            self.x.detach().double().abs().max() > math.sqrt(torch.finfo(torch.float16).max)
        )


# What a check must try to see a fault, and what to say where it does not
NEEDS: Mapping[str, tuple[Callable[[Probe], bool], str]] = MappingProxyType(
    {
        "a call": (lambda probe: True, "your check does not call the implementation at all"),
        "float16": (
            lambda probe: probe.x.dtype == torch.float16,
            "your check never calls the implementation with float16 numbers",
        ),
        "overflow": (
            lambda probe: probe.squares_overflow,
            "no float16 number in your check is so large that its square leaves the range of float16",
        ),
        "several rows": (
            lambda probe: probe.x.numel() > probe.x.shape[-1],
            "your check never calls the implementation with more than one row",
        ),
        "unequal rows": (
            lambda probe: probe.rows_differ,
            "all rows of an input have the same RMS in your check, and then sharing one RMS does no harm",
        ),
        "three dimensions": (
            lambda probe: probe.x.ndim >= 3 and min(probe.x.shape[-3:-1]) > 1 and probe.rows_differ,
            "your check has no input of three dimensions with several rows in each sample",
        ),
        "four dimensions": (
            lambda probe: probe.x.ndim >= 4 and min(probe.x.shape[-3:-1]) > 1 and probe.rows_differ,
            "your check has no input of four dimensions with several rows in each part",
        ),
    }
)


@dataclass(frozen=True)
class Verdict:
    """What a student's check says of one implementation.

    Attributes:
        accepted: it gave back None or something true.
        said: what it raised or returned where it did not accept.
    """

    accepted: bool
    said: str = ""


def ask_check(check: Callable[[Norm], object], norm: Norm, *, watched: bool = True) -> Verdict:
    """Run a student's check on one implementation.

    Args:
        check: raises or gives back False for a faulty implementation.
        norm: the implementation, called with x, weight and eps.
        watched: refuse a check that calls a check or a norm of the library, or a norm of torch.
            ``norm`` must then not call one either.

    Raises:
        AssertionError: the check called something that is refused.
        NotImplementedError: the check is not written yet.
    """
    __tracebackhide__ = True
    said = ""
    # The watch lets run_check pass, because the public checks of other exercises call it themselves
    refused = mock.patch.object(exercises, "find_check", side_effect=AssertionError) if watched else nullcontext()
    # No function of this file may run inside the watch, which would take it for a call of the library
    with refused as find_check, no_library_norms() if watched else nullcontext():
        try:
            answer = check(norm)
            accepted = answer is None or bool(answer)
        except NotImplementedError:
            raise
        except Exception as error:
            accepted, answer = False, None
            text = str(error).partition("\n")[0]
            said = f"it raised {type(error).__name__}" + (f": {text}" if text else " without a message")
    if find_check is not None and find_check.called:
        lines = ["not allowed in this task: run_check of rmsnorm_lib was called"]
        raise AssertionError(message("your own check", [*lines, "reason: the task is to write it yourself"]))
    return Verdict(accepted, said or ("" if accepted else f"it gave back {answer!r}"))


def record_probes(check: Callable[[Norm], object], norm: Norm) -> list[Probe]:
    """The calls that a student's check makes of an implementation."""
    probes = []

    def recorder(x, weight=None, eps=None):
        if isinstance(x, Tensor) and x.ndim and x.numel():
            probes.append(Probe(x.detach().clone(), weight, eps))
        return norm(x, weight, eps)

    ask_check(check, recorder, watched=False)
    return probes


def assert_accepts(
    check: Callable[[Norm], object], norm: Norm, what: str, *, cause: str = "", read: str = "", watched: bool = True
) -> None:
    """Assert that a student's check accepts a sound implementation.

    Args:
        check, norm, watched: see :func:`ask_check`.
        what: what the implementation is, in words.
        cause: why a check is likely to reject it.
        read: where to read.

    Raises:
        AssertionError: it rejects it, or called what is refused.
    """
    __tracebackhide__ = True
    verdict = ask_check(check, norm, watched=watched)
    if not verdict.accepted:
        causes = [cause] if cause else []
        lines = ["expected: the check accepts it", f"got: {verdict.said}"]
        raise AssertionError(message(f"your check accepts {what}", lines, causes, read))


def assert_rejects(
    check: Callable[[Norm], object],
    norm: Norm,
    what: str,
    *,
    needs: Sequence[str] = (),
    read: str = "",
    watched: bool = True,
) -> None:
    """Assert that a student's check rejects a faulty implementation.

    Args:
        check, norm, watched: see :func:`ask_check`.
        what: what the implementation does wrong, in words.
        needs: keys of :data:`NEEDS`; the first that no probe of the check meets is reported as the likely cause.
        read: where to read.

    Raises:
        AssertionError: it accepts it, or called what is refused.
    """
    __tracebackhide__ = True
    if not ask_check(check, norm, watched=watched).accepted:
        return
    probes = record_probes(check, norm)
    missing = [NEEDS[need][1] for need in ("a call", *needs) if not any(NEEDS[need][0](probe) for probe in probes)]
    causes = missing[:1] or ["the inputs show the fault, but what your check asks of the outputs holds all the same"]
    lines = ["expected: the check raises or gives back False", "got: the check accepts it"]
    raise AssertionError(message(f"your check rejects {what}", lines, causes, read))


def assert_student_id(student_id: object) -> None:
    """Assert that a student id is given.

    Raises:
        AssertionError: it is an empty text, or neither a text nor a number.
    """
    __tracebackhide__ = True
    if not clean_id(student_id):
        lines = ["expected: a text that is not empty, or a number", f"got: {student_id!r}"]
        cause = "student_id was left empty; then the code is nobody's, and answers about it are not graded"
        raise AssertionError(message("student_id is your id", lines, [cause], "the section Your student id"))


# What the arguments of the gradients mean, by the names that they have in the versions
_ROLES = {
    **dict.fromkeys(["grad", "dy", "upstream"], "gradient of the output"),
    **dict.fromkeys(["x", "h"], "input"),
    **dict.fromkeys(["weight", "gain"], "gain"),
    **dict.fromkeys(["eps", "epsilon"], "eps"),
}


def assert_argument_order(fn: Callable, shown: Sequence[str]) -> None:
    """Assert that a gradient takes its arguments in the order of the shown code, as far as their names tell.

    Args:
        fn: the student's function. Names that no version uses tell nothing, and the function then passes.
        shown: names of the shown arguments, in their order.

    Raises:
        AssertionError: it takes the same arguments in another order.
    """
    __tracebackhide__ = True
    given = [_ROLES.get(name) for name in inspect.signature(fn).parameters]
    wanted = [_ROLES[name] for name in shown]
    if None not in given and given != wanted and sorted(given) == sorted(wanted):
        lines = [f"expected: {', '.join(wanted)}", f"got: {', '.join(given)}"]
        cause = "the arguments stand in another order than in the shown function"
        raise AssertionError(message("order of the arguments", lines, [cause], "the contract of the task"))


@contextmanager
def withheld(namespace: MutableMapping[str, object], name: str) -> Iterator[None]:
    """Take a helper of the notebook away inside the ``with`` block.

    Args:
        namespace: the notebook's ``globals()``.
        name: the helper that an answer must not call; it may be missing.

    Raises:
        AssertionError: code inside the block used the name.
    """
    __tracebackhide__ = True
    kept = {name: namespace.pop(name)} if name in namespace else {}
    try:
        yield
    except NameError as error:
        if error.name != name:
            raise
        cause = f"{name} was called; the rules allow it in checks and probes only"
        raise AssertionError(message("your own implementation", [], [cause], "the rules for all tasks")) from None
    finally:
        namespace.update(kept)
