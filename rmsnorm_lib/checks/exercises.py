"""The runner of an exercise's public checks."""

import traceback
from collections.abc import Callable, Mapping, Sequence

from rmsnorm_lib.checks.watch import LIBRARY_FOLDER, TORCH_FOLDER, no_library_norms


def _explain(error: Exception) -> str:
    if isinstance(error, AssertionError):
        return str(error) or "an assert statement without a message failed"
    if isinstance(error, NotImplementedError):
        return (
            "not written yet: replace `raise NotImplementedError()` in the task's answer cell by your code, "
            "then run that cell and this one"
        )
    if isinstance(error, NameError):
        return f"{error}: run the task's answer cell first, and keep the name that the task asks for"
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "site-packages" not in step.filename]
    steps = [step for step in steps if not step.filename.startswith((LIBRARY_FOLDER, TORCH_FOLDER))]
    place = f"\nin {steps[-1].name}, line {steps[-1].lineno}: {steps[-1].line}" if steps else ""
    return f"your code raised {type(error).__name__}: {error}{place}"


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
            reason = _explain(error)
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
