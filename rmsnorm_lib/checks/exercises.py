"""The runner of an exercise's public checks."""

import traceback
from collections.abc import Callable, Mapping, Sequence

import torch

from rmsnorm_lib.checks.properties import find_check
from rmsnorm_lib.checks.watch import LIBRARY_FOLDER, TORCH_FOLDER, no_library_norms, pause, resume
from rmsnorm_lib.conventions import TORCH, Convention


def _explain(error: Exception, check: Callable[[], object]) -> str:
    if isinstance(error, AssertionError):
        return str(error) or "an assert statement without a message failed"
    if isinstance(error, NotImplementedError):
        return (
            "not written yet: replace `raise NotImplementedError()` in the task's answer cell by your code, "
            "then run that cell and this one"
        )
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "site-packages" not in step.filename]
    steps = [step for step in steps if not step.filename.startswith((LIBRARY_FOLDER, TORCH_FOLDER))]
    # A cell is a file of its own: a name that the cell of the checks does not find is one that the task asks for
    if isinstance(error, NameError) and steps and steps[-1].filename == check.__code__.co_filename:
        return f"{error}: run the task's answer cell first, and keep the name that the task asks for"
    place = f"\nin {steps[-1].name}, line {steps[-1].lineno}: {steps[-1].line}" if steps else ""
    notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", []))
    return f"your code raised {type(error).__name__}: {error}{place}{notes}"


def run_public_checks(
    task: str,
    checks: Mapping[str, Callable[[], object]],
    *,
    graded_later: Sequence[str] = (),
    allow_library_norms: bool = False,
) -> None:
    """Run every check, print one verdict for each, and fail at the end if any failed.

    Args:
        task: name of the task, such as ``"task 2"``.
        checks: what is checked, in words, and a function without arguments that raises when it does not hold.
        graded_later: names of the properties that are checked only when the work is graded.
        allow_library_norms: do not run the checks under :func:`no_library_norms`.

    Raises:
        AssertionError: at least one check failed; the reasons are printed above.

    Example:
        >>> run_public_checks("task 0", {"one is one": lambda: None}, graded_later=["two is two"])
        passed: one is one
        public checks of task 0: 1 of 1 passed; graded later: two is two
    """
    __tracebackhide__ = True
    num_passed = 0
    printed_reasons = set()
    for name, check in checks.items():
        try:
            if allow_library_norms:
                check()
            else:
                with no_library_norms():
                    check()
        except Exception as error:
            print(f"FAILED: {name}")
            reason = _explain(error, check)
            if reason not in printed_reasons:
                printed_reasons.add(reason)
                print("\n".join("    " + line for line in reason.splitlines()))
            else:
                print("    (same reason as above)")
        else:
            num_passed += 1
            print(f"passed: {name}")
    ending = f"; graded later: {', '.join(graded_later)}" if graded_later else ""
    print(f"public checks of {task}: {num_passed} of {len(checks)} passed{ending}")
    if num_passed < len(checks):
        failed = len(checks) - num_passed
        raise AssertionError(f"{task}: {failed} of {len(checks)} public checks failed; the reasons are printed above")


def run_check(
    name: str,
    fn: Callable[..., object],
    convention: Convention = TORCH,
    *,
    eps: float | None = None,
    arguments: Sequence[str] = ("x", "weight", "eps"),
    seed: int = 0,
    device: torch.device | str | None = None,
    allow_library_norms: bool = False,
) -> None:
    """Run one check of :data:`~rmsnorm_lib.checks.CHECKS` on a student's function.

    The function is called under :func:`no_library_norms`; the check itself may use the library, also where it runs
    inside such a block, as in :func:`run_public_checks`.

    Args:
        name: key in ``CHECKS``.
        fn: normalizes the last dimension of its first argument; called with ``arguments``, by position.
        convention: what it should compute.
        eps: eps of the probes that do not choose one; None takes the default of ``convention``.
            For a function that takes no eps it is the one that the function uses.
        arguments: which of x, weight and eps it takes; x comes first.
        seed: of the probes' random numbers.
        device: where it is called; None takes :func:`rmsnorm_lib.get_device`.
        allow_library_norms: do not watch the function. Without effect inside a block of :func:`no_library_norms`.

    Raises:
        AssertionError: the property does not hold, or the function called a ready-made norm.
        Exception: whatever ``fn`` raises.
        ValueError: ``name`` or ``arguments`` is unknown.

    Example:
        >>> def normalize(x):
        ...     return x / x.square().mean(dim=-1, keepdim=True).sqrt()
        >>> run_check("scale_behaviour", normalize, arguments=["x"], eps=0.0)
    """
    __tracebackhide__ = True
    watch = pause()
    watched = watch is not None or not allow_library_norms
    try:
        check = find_check(name)
        check.run(fn, convention, eps=eps, seed=seed, device=device, arguments=arguments, watched=watched)
    finally:
        resume(watch)
