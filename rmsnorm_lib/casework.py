"""Faulty code for the debugging exercises: each student gets versions of their own, chosen by the student id.

A *case* is one faulty implementation of an exercise task. It comes in several versions of equal difficulty, which
differ in names, order of lines and place of the fault. The choice depends on nothing but task and student id, so a
grade can be computed again at any time.
"""

import ast
import builtins
import hashlib
import inspect
import linecache
import math
import textwrap
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from unittest import mock

import torch
from torch import Tensor

from rmsnorm_lib.checks import exercises
from rmsnorm_lib.checks.comparison import message
from rmsnorm_lib.checks.watch import no_library_norms
from rmsnorm_lib.faults import FAULTS

Norm = Callable[[Tensor, Tensor | None, float], Tensor]

# What may stand above the function; it moves the line numbers
HEADERS = (
    "import math\nimport torch\n\n\n",
    "# Normalization layers of the model\nimport math\nimport torch\n\n\n",
    "import math\n\nimport torch\nfrom torch import nn\n\n\n",
    '"""Normalization layers."""\n\nimport math\n\nimport torch\n\n\n',
)

_SCALE = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    scale = 1.0 / (mean_square + eps)
    y = h * scale
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """Divide every row by its RMS; epsilon stands under the root."""
    dtype = hidden.dtype
    wide = hidden.to(torch.promote_types(dtype, torch.float32))
    total = (wide * wide).sum(dim=-1, keepdim=True)
    inv_rms = torch.rsqrt(total / wide.shape[-1] + epsilon)
    out = wide / inv_rms
    if gain is None:
        return out.to(dtype)
    return (gain * out).to(dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    rms = torch.sqrt(x_wide.pow(2).mean(-1, keepdim=True) + eps)
    normed = x_wide * torch.rsqrt(rms)
    return (normed * g).to(x.dtype)
''',
}

_ROWS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of every row (last dimension); eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    dims = tuple(range(1, h.ndim)) or (0,)
    mean_square = h.square().mean(dim=dims, keepdim=True)
    y = h * torch.rsqrt(mean_square + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def token_norm(tokens, gain, epsilon):
    """RMS normalization of every row (last dimension); epsilon stands under the root."""
    wide = tokens.to(torch.promote_types(tokens.dtype, torch.float32))
    last = min(1, wide.ndim - 1)
    energy = (wide * wide).mean(dim=last, keepdim=True)
    out = wide / torch.sqrt(energy + epsilon)
    if gain is not None:
        out = out * gain
    return out.to(tokens.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMS normalization of every row (last dimension); eps stands under the root."""
    dtype = x.dtype
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x = x.to(torch.promote_types(dtype, torch.float32))
    rows = x.reshape(x.shape[0], -1) if x.ndim > 1 else x
    rms = (rows.pow(2).mean(-1, keepdim=True) + eps).sqrt()
    normed = (rows / rms).reshape(x.shape)
    return (g * normed).to(dtype)
''',
}

_EPS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension.

    eps is added to the mean square, under the root.
    """
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    length = torch.linalg.vector_norm(h, dim=-1, keepdim=True)
    rms = length / math.sqrt(h.shape[-1])
    y = h / (rms + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon is added to the mean square, under the root."""
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    mean_square = (wide * wide).mean(-1, keepdim=True)
    inv_rms = torch.rsqrt(mean_square + 1e-6)
    out = wide * inv_rms
    if gain is not None:
        out = out * gain
    return out.to(hidden.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one.

    eps is added to the mean square, under the root.
    """
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    d = x_wide.shape[-1]
    mean_square = (x_wide.pow(2).sum(-1, keepdim=True) + eps) / d
    normed = x_wide / mean_square.sqrt()
    return (g * normed).to(x.dtype)
''',
}

_RANGE = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    wide = torch.promote_types(x.dtype, torch.float32)
    squares = x.square()
    mean_square = squares.to(wide).mean(dim=-1, keepdim=True)
    y = x.to(wide) * torch.rsqrt(mean_square + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon stands under the root."""
    dtype = hidden.dtype
    d = hidden.shape[-1]
    wide = hidden.to(torch.promote_types(dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True).to(dtype)
    inv_rms = torch.rsqrt(total.to(wide.dtype) / d + epsilon)
    out = wide * inv_rms
    if gain is not None:
        out = out * gain
    return out.to(dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = x_wide.pow(2).mean(-1, keepdim=True)
    mean_square = mean_square.type_as(x)
    rms = (mean_square.type_as(x_wide) + eps).sqrt()
    return (x_wide / rms * g).to(x.dtype)
''',
}

_BACKWARD = {
    "A": '''
def backward(grad, x, weight, eps):
    """Gradients of RMSNorm for x and for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    upstream = grad * weight
    projection = (grad * x_hat).mean(dim=-1, keepdim=True)
    dx = inv_rms * (upstream - x_hat * projection)
    dweight = (grad * x_hat).reshape(-1, x.shape[-1]).sum(dim=0)
    return dx, dweight
''',
    "B": '''
def backward(x, gain, dy, epsilon):
    """Gradients of RMSNorm for x and for the gain, epsilon under the root; dy is the gradient of the output."""
    rms = (x.pow(2).mean(-1, keepdim=True) + epsilon).sqrt()
    n = x / rms
    dgain = (dy * n).flatten(0, -2).sum(0)
    u = dy * gain
    along = (u * n).sum(-1, keepdim=True)
    return (u - n * along) / rms, dgain
''',
    "C": '''
def backward(upstream, weight, eps, h):
    """Gradients of RMSNorm for h and for the weight, eps under the root; upstream is the gradient of the output."""
    d = h.shape[-1]
    inv_rms = ((h * h).sum(-1, keepdim=True) / d + eps) ** -0.5
    grad_weight = (upstream * h * inv_rms).reshape(-1, d).sum(0)
    scaled = upstream * weight
    dot = (scaled * h).sum(-1, keepdim=True) / d
    grad_h = inv_rms * scaled - inv_rms**2 * dot * h
    return grad_h, grad_weight
''',
}

_TWO_FAULTS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension, in the dtype of x.

    eps is added to the mean square, under the root.
    The gain is 1 + weight: a stored weight of 0 changes nothing. Without a weight there is no gain.
    """
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    y = h * torch.rsqrt(mean_square + eps)
    if weight is not None:
        y = y * weight.to(h.dtype)
    return y.to(h.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension, in the dtype of hidden.

    epsilon is added to the mean square, under the root.
    Every component is multiplied by its gain. Without a gain there is no such factor.
    """
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total + epsilon).sqrt()
    if gain is None:
        return out.to(hidden.dtype)
    return out.to(hidden.dtype) * gain
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm of the last dimension, in the dtype of x.

    eps is added to the RMS, outside the root.
    Every component is multiplied by its gain g. Without g there is no such factor.
    """
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    d = wide.shape[-1]
    rms = torch.linalg.vector_norm(wide, dim=-1, keepdim=True) / math.sqrt(max(d - 1, 1))
    out_dtype = x.dtype if g is None else torch.promote_types(x.dtype, g.dtype)
    normed = wide / (rms + eps)
    if g is not None:
        normed = normed * g.to(wide.dtype)
    return normed.to(out_dtype)
''',
}

_MEMORY = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    h.mul_(torch.rsqrt(mean_square + eps))
    if weight is not None:
        h = h * weight
    return h.to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon stands under the root."""
    d = hidden.shape[-1]
    rows = hidden.reshape(-1, d).to(torch.promote_types(hidden.dtype, torch.float32))
    rms = torch.sqrt((rows * rows).sum(-1, keepdim=True) / d + epsilon)
    rows /= rms
    out = rows if gain is None else rows * gain
    return out.reshape(hidden.shape).to(hidden.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.type(torch.promote_types(x.dtype, torch.float32))
    inv_rms = (x_wide.pow(2).mean(-1, keepdim=True) + eps).rsqrt()
    torch.mul(x_wide, inv_rms, out=x_wide)
    return (x_wide * g).type_as(x)
''',
}

_GAIN_GRADIENT = {
    "A": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    terms = (grad * x_hat).reshape(-1, x.shape[-1])
    return terms.mean(dim=0)
''',
    "B": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    d = x.shape[-1]
    rms = ((x * x).sum(-1, keepdim=True) / d + eps).sqrt()
    terms = (grad * x / rms).reshape(-1, d)
    dweight = torch.zeros_like(weight)
    for row in terms:
        dweight = row
    return dweight
''',
    "C": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = (x.pow(2).mean(-1, keepdim=True) + eps) ** -0.5
    y = weight * (x * inv_rms)
    per_row = grad * y
    return per_row.flatten(0, -2).sum(0)
''',
}

VERSIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "t1": _SCALE,
        "t2": _ROWS,
        "t3": _EPS,
        "t4": _RANGE,
        "t5": _BACKWARD,
        "t6": _TWO_FAULTS,
        "t7": _MEMORY,
        "t8": _GAIN_GRADIENT,
    }
)

# Faults that differ from each other in the output for ordinary rows
_MYSTERIES = (
    "gain_absolute",
    "gain_before_statistic",
    "half_of_lanes_summed",
    "max_for_rms",
    "mean_absolute_for_rms",
    "output_recentred",
    "padding_counted",
    "prefix_of_power_of_two",
    "unbiased_mean_square",
    "variance_for_mean_square",
)


def clean_id(student_id: object) -> str:
    """The student id without outer spaces, in lower case; anything but a text or a number counts as empty."""
    if isinstance(student_id, bool) or not isinstance(student_id, (str, int)):
        return ""
    return str(student_id).strip().lower()


def _draw(label: str, student_id: object, number: int) -> int:
    """A number from 0 to ``number - 1`` that depends on the label and the id alone."""
    digest = hashlib.sha256(f"{label}:{clean_id(student_id)}".encode()).digest()
    return int.from_bytes(digest[:8]) % number


@dataclass(frozen=True)
class Case:
    """One faulty implementation as one student gets it.

    Attributes:
        task: name of the task, such as ``"t3"``.
        version: letter of the version.
        source: the code that is shown; line numbers count from 1.
    """

    task: str
    version: str
    source: str

    def load(self) -> Callable:
        """The function that the source defines."""
        return load_source(self.source, f"<{self.task}>")

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the arguments, in their order."""
        return tuple(inspect.signature(self.load()).parameters)


def find_case(task: str, student_id: object = "") -> Case:
    """The version of a case that belongs to a student id.

    Args:
        task: name of the task, ``"t1"`` to ``"t8"``.
        student_id: text or number; capitals and outer spaces do not matter. An empty id has versions of its own.

    Raises:
        ValueError: there is no such task.
    """
    if task not in VERSIONS:
        raise ValueError(f"task must be one of {', '.join(VERSIONS)}, got {task!r}")
    versions = VERSIONS[task]
    version = sorted(versions)[_draw(f"{task} version", student_id, len(versions))]
    header = HEADERS[_draw(f"{task} header", student_id, len(HEADERS))]
    return Case(task, version, header + versions[version].lstrip("\n"))


def show_case(task: str, student_id: object = "") -> None:
    """Print a student's case with line numbers.

    Raises:
        ValueError: there is no such task.
    """
    case = find_case(task, student_id)
    print(f"implementation {task.removeprefix('t')}, version {case.version}, student id {clean_id(student_id)!r}\n")
    for number, line in enumerate(case.source.splitlines(), 1):
        print(f"{number:3} | {line}")


def load_case(task: str, student_id: object = "") -> Callable:
    """The faulty function of a student's case.

    Raises:
        ValueError: there is no such task.
    """
    return find_case(task, student_id).load()


def load_source(source: str, name: str) -> Callable:
    """Execute source code and return the last function that it defines.

    Args:
        source: Python code.
        name: file name in error messages, which then quote the line.

    Raises:
        ValueError: the code is not valid Python, or defines no function.
    """
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = (len(source), None, lines, name)
    namespace: dict[str, object] = {"__name__": name}
    try:
        exec(compile(source, name, "exec"), namespace)
    except SyntaxError as error:
        raise ValueError(f"line {error.lineno} is no valid Python: {(error.text or '').strip()}") from error
    functions = [value for value in namespace.values() if inspect.isfunction(value) and value.__module__ == name]
    if not functions:
        raise ValueError("the code defines no function")
    return functions[-1]


def mend_case(task: str, student_id: object, fix: Mapping[int, str]) -> Callable:
    """The function of a student's case after some of its lines were replaced.

    Args:
        task: name of the task.
        student_id: text or number.
        fix: new text by the number of the line that it replaces. Lines of the text that begin without a space get the
            indentation of the old line. An empty text removes the line.

    Raises:
        TypeError: ``fix`` is not a dictionary of texts by line number.
        ValueError: a line number does not exist, or the mended code is not valid Python or uses an unknown name.
    """
    if not isinstance(fix, Mapping) or not all(
        isinstance(number, int) and isinstance(text, str) for number, text in fix.items()
    ):
        raise TypeError(f"the fix must be a dictionary such as {{9: 'y = h / rms'}}, got {fix!r}")
    shown = find_case(task, student_id).source
    lines = shown.splitlines()
    for number, text in fix.items():
        if not 1 <= number <= len(lines):
            raise ValueError(f"line numbers go from 1 to {len(lines)}, got {number}")
        old = lines[number - 1]
        indentation = old[: len(old) - len(old.lstrip())]
        lines[number - 1] = textwrap.indent(text, indentation, lambda line: not line[:1].isspace())
    source = "\n".join(lines) + "\n"
    mended = load_source(source, f"<{task} mended>")
    _check_names(source, shown, {*mended.__globals__, *vars(builtins)})
    return mended


def _check_names(mended: str, shown: str, names: Collection[str]) -> None:
    """Refuse a name that neither the shown nor the mended code defines; ``names`` are those of the module."""
    nodes = list(ast.walk(ast.parse(shown)))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {
        node.id for node in nodes if isinstance(node, ast.Name)
    }
    used = [node for node in ast.walk(ast.parse(mended)) if isinstance(node, ast.Name)]
    known = own | {node.id for node in used if isinstance(node.ctx, ast.Store)} | set(names)
    for node in used:
        if node.id not in known:
            has = ", ".join(sorted(own - set(names)))
            raise ValueError(f"the fix uses the name {node.id!r}, which the shown code does not have; it has {has}")


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
    # No function of this module may run inside the watch, which would take it for a function of the library
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


def load_mystery(student_id: object = "") -> Norm:
    """A fault of the bank whose source is not shown, chosen by the student id."""
    hidden = FAULTS[_MYSTERIES[_draw("mystery", student_id, len(_MYSTERIES))]].fn

    def mystery(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        return hidden(x, weight, eps)

    return mystery
