"""The public function: adapt, measure, compare, name."""

import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor

from rmsnorm_lib.conventions import CONVENTIONS, Convention
from rmsnorm_lib.devices import STANDARD
from rmsnorm_lib.diagnosis.corners import CORNER_CHECKS, MIN_HIDDEN_SIZE, can_examine, examine_corners
from rmsnorm_lib.diagnosis.fingerprints import Bank, Explanation, Frame, Match, explain
from rmsnorm_lib.diagnosis.measure import GIVEN_EPS, Measured, closest_convention, measure
from rmsnorm_lib.diagnosis.probes import Failure, Subject, applicable, observe
from rmsnorm_lib.diagnosis.report import Diagnosis, Finding
from rmsnorm_lib.faults import FAULTS
from rmsnorm_lib.targets import FunctionTarget, Target, TargetError, as_target, of_any_size

# Used where the target has no eps of its own that could be found
FALLBACK_EPS = 1e-6
# A fault that leaves answers unexplained is named only if this share of its separating probes agrees
SURE_ENOUGH = 0.8


@contextmanager
def _quiet_single_thread() -> Iterator[None]:
    """Tiny inputs lose time to threads, and answers are compared, so that warnings about them help nobody."""
    num_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        torch.set_num_threads(num_threads)


def _first_contact(target: Target, device: str) -> None:
    """Refuse what does not give back numbers of the shape of its input for any of four shapes."""
    n = target.hidden_size
    problems = []
    eps = GIVEN_EPS[0] if target.takes_eps else None
    for shape in ((4, n), (2, 3, n), (n,), (n, n)):
        x = torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(device)
        weight = torch.ones(n, device=device) if target.takes_weight else None
        try:
            with torch.no_grad():
                y = target(x, weight, eps)
        except TargetError:
            raise
        except (Exception, SystemExit) as error:
            text = str(error).strip().splitlines()
            problems.append(f"raised {type(error).__name__}: {text[0] if text else '(no message)'}")
            continue
        if not isinstance(y, Tensor):
            problems.append(f"returned {'None' if y is None else type(y).__name__}, not a tensor")
        elif y.shape != x.shape:
            problems.append(f"returned shape {tuple(y.shape)}")
        else:
            return
    raise TargetError(
        f"{target.name} ({target.how}) cannot be diagnosed with hidden_size={n}: "
        f"for float32 input of shape (4, {n}) it {problems[0]}; three other shapes failed, too"
    )


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.4g}"


def _eps_words(measured: Measured, target: Target) -> str:
    curve = measured.curve
    places = {
        "inside": "inside the root, sqrt(mean square + eps)",
        "outside": "outside the root, rms + eps",
        "lower bound": "as a lower bound",
    }
    place = places.get(curve.placement, "has no effect on small rows" if curve.eps is None else "in an unknown place")
    if not target.takes_eps:
        return f"{_number(curve.eps)}, {place}" if curve.eps is not None else f"none found: {place}"
    default = f"default {_number(measured.default_eps)}" if target.has_default_eps else "no default"
    acted = ", ".join(f"{given:g} acts as {_number(found)}" for given, found in measured.acts_as.items())
    return f"{place}; {default}" if measured.eps_honoured else f"{place}; {default}; {acted}"


def _facts(measured: Measured, target: Target, convention: Convention, frame: Frame) -> dict[str, str]:
    n = target.hidden_size
    facts = {"convention": convention.name, "eps": _eps_words(measured, target)}
    if not target.takes_weight:
        facts["gain"] = "none"
    else:
        cast = {"before_weight": "rounds before the gain", "after_weight": "rounds once, after the gain"}
        gain = "x * weight" if convention.weight_offset == 0 else "x * (1 + weight)"
        facts["gain"] = f"{gain}; {cast.get(measured.cast, 'rounds to 16 bits in neither known order')}"
    if measured.group_size:
        facts["statistic"] = f"of groups of {measured.group_size} elements"
    elif measured.num_rms_elements is None:
        facts["statistic"] = "no element of a row changes the others"
    elif measured.num_rms_elements < n:
        facts["statistic"] = f"of the first {measured.num_rms_elements} of {n} elements"
    else:
        facts["statistic"] = f"of all {n} elements of the last dimension"
    if measured.shared:
        facts["statistic"] += f", and of other rows of {' and '.join(measured.shared)}"
    if target.takes_bias:
        facts["bias"] = "added" if measured.bias_added else "given but not added"
    if frame.mixed_style:
        facts["dtypes"] = f"{frame.mixed_style}, as in transformers"
    return facts


def _evidence(measured: Measured, frame: Frame) -> tuple[str, ...]:
    lines = []
    curve = measured.curve
    if curve.eps is not None:
        lines.append(f"eps: large rows are divided by {curve.factor:.6g} times their RMS; tiny ones by a constant,")
        lines.append(f"eps: which an eps of {curve.eps:.4g} gives ({curve.placement or 'shape unknown'})")
    for given, found in measured.acts_as.items():
        lines.append(f"eps: {given:g} given, {_number(found)} found")
    for dtype, found in measured.default_eps_by_dtype.items():
        lines.append(f"eps: default in {dtype} is {found:.4g}")
    if measured.gain_slope is not None:
        lines.append(f"gain: a weight of 0 gives {_number(measured.offset)} times what one unit of weight gives")
    for dtype, (before, after, total) in measured.cast_shares.items():
        lines.append(
            f"cast: {total} outputs in {dtype} tell the orders apart; {before} as before, {after} as after the gain"
        )
    if measured.scale_exponent is not None:
        lines.append(f"scale: the output grows as the input to the power {measured.scale_exponent:.3f}")
    lines.append(f"probes: {len(frame.names)} answered, {len(frame.differing)} not as a sound implementation would")
    lines += [f"differs: {name}" for name in frame.differing]
    return tuple(lines)


def _finding(match: Match, explanation: Explanation) -> Finding:
    fault = match.fault
    words = f"answers {len(match.agreed)} of the {len(match.separating)} probes that show it as this fault does"
    if explanation.unexplained:
        words += f"; {len(explanation.unexplained)} answers stay unexplained, so another fault may be there"
    if explanation.undecided:
        words += f"; on {len(explanation.undecided)} further probes both faults show and neither is proved"
    if match.equal_faults:
        words += f"; not told apart from {', '.join(match.equal_faults)}"
    return Finding(fault.name, fault.description, match.confidence, words, "fault", match.equal_faults, fault.thread)


def _unnamed(frame: Frame, nearest: Match | None) -> Finding:
    shown = "; ".join(frame.differing[:4]) + (" ..." if len(frame.differing) > 4 else "")
    words = f"wrong on {len(frame.differing)} of {len(frame.names)} probes: {shown}"
    if nearest is not None:
        agreed, total = len(nearest.agreed), len(nearest.separating)
        words += f". Nearest known fault: {nearest.fault.name}, with {agreed} of {total} probes"
    failed = next((frame.target[name] for name in frame.differing if isinstance(frame.target[name], Failure)), None)
    if failed is not None:
        words += f". It raised {failed}"
    return Finding("unnamed", "Wrong answers that no known fault, nor two of them, would give.", 1.0, words, "unnamed")


# (field of the convention, expected, found) -> name in the bank
_DEVIATIONS = {
    ("eps_placement", "inside", "outside"): "eps_outside",
    ("eps_placement", "outside", "inside"): "eps_inside",
    ("weight_offset", 1, 0): "gain_offset_missing",
    ("weight_offset", 0, 1): "gain_offset_added",
    ("cast", "after_weight", "before_weight"): "rounded_before_gain",
}


def _deviations(expected: Convention, measured: Measured, found: Convention, target: Target) -> list[Finding]:
    """Each measured choice that differs from the expected one is a finding of its own."""
    evidence = {
        "eps_placement": f"measured {found.eps_placement} the root where {expected.eps_placement} was expected",
        "weight_offset": f"a weight of 0 gives {_number(measured.offset)} times what one unit of weight gives; "
        f"{expected.weight_offset} was expected",
        "cast": "16-bit outputs: " + ", ".join(f"{b} before, {a} after" for b, a, _ in measured.cast_shares.values()),
        "p": f"the statistic is of {measured.num_rms_elements} of {target.hidden_size} elements",
    }
    measurable = {"eps_placement": measured.curve.placement is not None}
    measurable |= {"weight_offset": measured.offset is not None, "cast": measured.cast is not None}
    measurable["p"] = measured.num_rms_elements is not None
    findings = []
    for key, words in evidence.items():
        wanted, got = getattr(expected, key), getattr(found, key)
        if key == "p":
            n = target.hidden_size
            differs = expected.num_rms_elements(n) != found.num_rms_elements(n)
        else:
            differs = wanted != got
        if not differs or not measurable[key]:
            continue
        name = _DEVIATIONS.get((key, wanted, got), f"other_{key}")
        if name == "rounded_before_gain" and found.weight_offset == 1:
            name = "gemma_rounded_before_gain"
        fault = FAULTS.get(name)
        description = fault.description if fault else f"{key} is {got} where {wanted} was expected."
        findings.append(Finding(name, description, 1.0, words, "deviation", (), fault.thread if fault else None))
    return findings


def _other_conventions(target: Target, convention: Convention) -> list[Convention]:
    found: list[Convention] = []
    for one in (*CONVENTIONS.values(), *(fault.convention for fault in FAULTS.values())):
        if one not in (convention, *found) and (target.takes_weight or one.weight_offset == 0):
            found.append(one)
    return found


def _compare(frame: Frame, others: Iterator[Frame]) -> tuple[list[Finding], Convention]:
    """Findings for a target that may follow any convention, and the one that they are told in."""
    if not frame.differing:
        return [], frame.convention
    explanation = explain(frame, others)
    if explanation.matches and (explanation.complete or explanation.matches[0].confidence >= SURE_ENOUGH):
        return [_finding(match, explanation) for match in explanation.matches], explanation.convention
    return [_unnamed(frame, explanation.matches[0] if explanation.matches else None)], frame.convention


def _compare_with_expected(frame: Frame, wanted: Frame, measured: Measured, target: Target) -> list[Finding]:
    """Findings for a target that should follow one convention."""
    if not wanted.differing:
        return []
    explanation = wanted.explain_by_one()
    if explanation is not None:
        return [_finding(match, explanation) for match in explanation.matches]
    deviations = _deviations(wanted.convention, measured, frame.convention, target)
    if deviations:
        return deviations + _compare(frame, iter(()))[0]
    return _compare(wanted, iter(()))[0]


def diagnose(
    fn_or_module: object,
    *,
    hidden_size: int = 64,
    device: str | torch.device = "cpu",
    kwargs: Mapping[str, object] | None = None,
    forward_kwargs: Mapping[str, object] | None = None,
    expected: Convention | None = None,
) -> Diagnosis:
    """Find the convention that an implementation follows, and its faults, by calling it.

    Args:
        fn_or_module: function of ``(x)``, ``(x, weight)`` or ``(x, weight, eps)``, module, class, or callable object;
            see :func:`rmsnorm_lib.targets.as_target`.
        hidden_size: length of the rows; for a module, the number of elements of its gain.
        device: where the inputs are made; a module must be there already.
        kwargs: constructor arguments of a class, beside ``hidden_size`` and eps.
        forward_kwargs: further arguments of a module's ``forward``.
        expected: the convention that it should follow. Without it, eps outside the root, an offset of the gain and the
            rest of what :class:`rmsnorm_lib.Convention` holds are choices and never faults.

    Returns:
        A :class:`Diagnosis`. A named fault means that the answers to the probes are those of that fault of
        :data:`rmsnorm_lib.faults.FAULTS`; its confidence is the share of the separating probes that agree. Where no
        probe shows a fault, functions and classes that take a gain and eps, and no further arguments, go through the
        checks of :mod:`rmsnorm_lib.diagnosis.corners` as well; a finding then has the name of the check.

    Raises:
        TargetError: the target cannot be called, raises, or returns something else than numbers of the input's shape.
        TypeError, ValueError: ``expected`` is no convention, ``hidden_size`` is below 8.

    Example:
        >>> diagnosis = diagnose(torch.nn.RMSNorm)
        >>> diagnosis.sound, diagnosis.convention.name, diagnosis.eps
        (True, 'torch', 1.1920928955078125e-07)
    """
    if expected is not None and not isinstance(expected, Convention):
        raise TypeError(f"expected must be a Convention or None, got {type(expected).__name__}")
    with _quiet_single_thread(), torch.enable_grad(), STANDARD.in_force():
        target = as_target(fn_or_module, hidden_size, kwargs, forward_kwargs=forward_kwargs)
        if target.hidden_size < MIN_HIDDEN_SIZE:
            raise ValueError(f"hidden_size must be at least {MIN_HIDDEN_SIZE} to be probed, got {target.hidden_size}")
        # A module has one size, a class is constructed in any, unless its further arguments are those of one size
        if isinstance(fn_or_module, type):
            has_any_size = not kwargs and not forward_kwargs
        else:
            has_any_size = isinstance(target, FunctionTarget)
        fn = of_any_size(fn_or_module) if has_any_size else None
        return _diagnose(target, fn, str(device), expected)


def _diagnose(target: Target, of_size: Callable | None, device: str, expected: Convention | None) -> Diagnosis:
    start = time.perf_counter()
    hidden_size = target.hidden_size
    _first_contact(target, device)
    measured = measure(target, device)
    convention = closest_convention(measured, hidden_size, target.takes_weight)

    def make_subject(offset: int) -> Subject:
        given = GIVEN_EPS if target.takes_eps else (None, None)
        acts_as = given[0] or measured.curve.eps or FALLBACK_EPS
        return Subject(
            target,
            hidden_size=hidden_size,
            offset=offset,
            takes_weight=target.takes_weight,
            eps=given[0],
            acts_as=acts_as,
            second_eps=given[1],
            device=device,
        )

    probes = [
        probe
        for probe in applicable(
            target.takes_weight, target.takes_eps, isinstance(target, FunctionTarget), target.is_new
        )
        # A function of the input alone may hold a gain of a fixed length: an error is no answer about sizes
        if not (probe.name.startswith("hidden size") and isinstance(observe(probe, make_subject(0)), Failure))
    ]
    bank = Bank(make_subject(0), probes)

    def make_frame(wanted: Convention, strict: bool = False) -> Frame:
        return Frame(make_subject(wanted.weight_offset), wanted, bank, strict)

    frame = make_frame(convention, strict=expected is not None)
    if expected is None:
        findings, convention = _compare(frame, (make_frame(one) for one in _other_conventions(target, convention)))
    else:
        findings = _compare_with_expected(frame, make_frame(expected, strict=True), measured, target)
    if measured.bias_added is False:
        findings.append(
            Finding("bias_not_added", "Takes a bias and does not add it.", 1.0, "the output without it is the same")
        )
    refused, num_checks = dict(frame.refused), 0
    if not findings and of_size is not None and can_examine(target, convention):
        findings, at_corners = examine_corners(of_size, convention, device, frame.mixed_style is not None)
        refused |= at_corners
        num_checks = len(CORNER_CHECKS) - len(at_corners)
    kind = "RMSNorm"
    if measured.centred and not measured.group_size and findings:
        kind = "LayerNorm"
    elif any(finding.kind == "unnamed" for finding in findings) and abs(measured.scale_exponent or 0.0) > 0.05:
        kind = "not a norm"
    return Diagnosis(
        target=target.name,
        convention=convention,
        eps=measured.default_eps if target.has_default_eps else None,
        faults=tuple(findings),
        kind=kind,
        facts=_facts(measured, target, convention, frame),
        evidence=_evidence(measured, frame),
        limitations=tuple(f"{name}: {failure}" for name, failure in refused.items()),
        num_probes=len(frame.names),
        num_checks=num_checks,
        seconds=time.perf_counter() - start,
        details={"how": target.how, "hidden_size": hidden_size, "eps_by_dtype": measured.default_eps_by_dtype},
    )
