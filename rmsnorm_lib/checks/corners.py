"""Checks of what fast code treats apart: sizes, dtypes with layouts, eps at its limits, NaN, and autograd's ways."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from rmsnorm_lib.checks.trial import HALF_DTYPES, Caller, Trial, as_float64, describe

# Beside and beyond the sizes that kernels are cut for: warps, vectors of 2 to 16, blocks of 32 to 8192
HIDDEN_SIZES = (31, 33, 66, 100, 129, 513, 1000, 1025, 2050, 4097, 8200)
# Beyond the rows of a block; on a GPU also beyond the 65535 blocks of a grid's second dimension
NUM_ROWS = (2, 33, 65, 129, 1025, 3000)
NUM_ROWS_ON_GPU = (65537,)
SHAPES = ((12,), (1, 12), (12, 12), (5, 1, 12), (1, 3, 12), (2, 12, 12), (2, 3, 4, 12), (2, 1, 3, 2, 12))


def _both_ways(trial: Trial, x: Tensor, weight: Tensor | None, grad: Tensor | None = None) -> None:
    """Compare the output and both gradients."""
    grad = trial.normal(*x.shape, dtype=x.dtype) if grad is None else grad
    weight, _ = trial.arguments(weight)
    trial.output(x, weight)
    trial.input_gradient(x, weight, grad)
    if weight is not None:
        trial.gain_gradient(x, weight, grad)


def sizes(trial: Trial) -> None:
    for hidden_size in HIDDEN_SIZES:
        for dtype, shape in ((torch.float32, (2, 1, hidden_size)), (torch.bfloat16, (2, hidden_size))):
            with trial.clause(f"hidden size {hidden_size}"):
                _both_ways(trial, trial.normal(*shape, dtype=dtype), trial.weight(hidden_size, dtype))
    with trial.clause("long rows so small that eps matters"):
        trial.output(trial.normal(2, 4097, scale=max(math.sqrt(trial.eps), 1e-6)), trial.unit_gain(4097))
    for num_rows in NUM_ROWS + (NUM_ROWS_ON_GPU if trial.device.type == "cuda" else ()):
        with trial.clause(f"{num_rows} rows"):
            _both_ways(trial, trial.normal(num_rows, 3), trial.weight(3))


def combinations(trial: Trial) -> None:
    def numbers(*shape: int, dtype: torch.dtype) -> Tensor:
        # Away from 0, so that no float16 gradient overflows where the RMS is that of one or two elements
        one = trial.normal(*shape, dtype=dtype)
        return one + 0.5 * one.sign()

    for dtype in (torch.float32, torch.float64, *HALF_DTYPES):
        for shape in SHAPES:
            with trial.clause(f"{len(shape)} dimensions with a gain"):
                _both_ways(trial, numbers(*shape, dtype=dtype), trial.weight(12, dtype))
        with trial.clause("without a gain"):
            _both_ways(trial, numbers(3, 12, dtype=dtype), None)
        base, long = numbers(4, 12, 24, dtype=dtype), trial.weight(24, dtype)
        for text, (x, weight) in {
            "x is every second column": (base[..., ::2], long[:12]),
            "x has swapped trailing dimensions": (base[..., :12].transpose(1, 2), long[:12]),
            "x has swapped leading dimensions": (base.transpose(0, 1), long),
            "x has four dimensions in another order": (base.reshape(2, 2, 12, 24).permute(0, 3, 1, 2), long[:12]),
            "x is one row repeated by expand": (base[0, :1].expand(5, 24), long),
            "x is one matrix repeated by expand": (base[:1].expand(3, 12, 24), long),
            "x and the gain start in the middle of their memory": (base[2, 5:, :].reshape(-1)[8:80].view(3, 24), long),
            "the gain is the end of a longer tensor": (base[..., :12], long[12:]),
            "the gain is every second element of a tensor": (base[..., :12], long[::2]),
            "the gain is one number repeated by expand": (base, long[:1].expand(24)),
        }.items():
            with trial.clause(text):
                _both_ways(trial, x, weight)
        with trial.clause("the incoming gradient is a transposed tensor"):
            _both_ways(trial, base, long, trial.normal(4, 24, 12, dtype=dtype).transpose(1, 2))
    for dtype in HALF_DTYPES:
        with trial.clause("a float32 gain beside 16-bit numbers"):
            _both_ways(trial, numbers(3, 12, dtype=dtype), trial.weight(12))
    with trial.clause("a large incoming gradient"):
        _both_ways(trial, trial.normal(3, 20), trial.weight(20), trial.normal(3, 20, scale=1e6))
    with trial.clause("large numbers and large gains"):
        for scale in (1e4, 3e16):
            trial.output(trial.normal(3, 20, scale=scale), trial.weight(20) * 1e5)
    with trial.clause("large float16 numbers"):
        x, grad = trial.normal(4, 24, dtype=torch.float16, scale=1500.0), trial.normal(4, 24, dtype=torch.float16)
        _both_ways(trial, x, trial.weight(24, torch.float16), grad)


def eps_range(trial: Trial) -> None:
    outside = trial.convention.eps_placement == "outside"
    for dtype in (torch.float32, torch.bfloat16):
        for eps in (0.0, 1e-12, 1e-10, 1e-7, 1e-4, 50.0, 1e4):
            # Rows at which eps changes the result by a few per cent to a few times; for eps 0 a usual one would
            size = 1e-4 if eps == 0 else (eps if outside else math.sqrt(eps))
            if dtype == torch.float32 or size > 1e-8:
                with trial.clause(f"eps {eps:g}"):
                    trial.output(trial.normal(4, 48, dtype=dtype, scale=size), trial.unit_gain(48, dtype), eps)


def not_a_number(trial: Trial) -> None:
    whole = [0, 2, 4]
    for dtype in (torch.float32, *HALF_DTYPES):
        x = trial.normal(5, 24, dtype=dtype)
        weight, eps = trial.arguments(trial.unit_gain(24, dtype))
        broken = x.clone()
        broken[1, 0], broken[3, 0] = math.nan, math.inf
        given = describe(x, weight, eps)
        with trial.clause("other rows do not notice"):
            trial.compare(
                lambda call, broken=broken, weight=weight, eps=eps: call.tensor(broken, weight, eps)[whole],
                trial.exact(x, weight, eps)[whole],
                rtol=4 * torch.finfo(dtype).eps,
                atol=1e-5,
                given=given,
            )
        with trial.clause("a NaN is not hidden"):
            trial.compare(
                lambda call, broken=broken, weight=weight, eps=eps: call.tensor(broken, weight, eps)[1, :1].isnan(),
                as_float64(torch.ones(1)),
                given=f"{given}, with a NaN in row 1; whether the output there is NaN",
            )


def autograd(trial: Trial) -> None:
    x, grad, other = (trial.normal(6, 40) for _ in range(3))
    weight, eps = trial.arguments(trial.weight(40))
    given = describe(x, weight, eps)

    def leaves(*, needs_x: bool = True, needs_weight: bool = True) -> tuple[Tensor, Tensor | None]:
        gain = None if weight is None else weight.clone().requires_grad_(needs_weight)
        return x.clone().requires_grad_(needs_x), gain

    def forward_with_graph(call: Caller) -> Tensor:
        return call.tensor(*leaves(), eps, copy=False).detach()

    with trial.clause("the output is the same where gradients are wanted"):
        trial.compare(forward_with_graph, trial.exact(x, weight, eps), given=given)

    def gain_frozen(call: Caller) -> Tensor:
        h, gain = leaves(needs_weight=False)
        return torch.autograd.grad(call.tensor(h, gain, eps, copy=False), h, grad)[0]

    def after_another_forward(call: Caller) -> Tensor:
        h, gain = leaves()
        y = call.tensor(h, gain, eps, copy=False)
        call.tensor(other.clone().requires_grad_(), gain, eps, copy=False)
        return torch.autograd.grad(y, h, grad)[0]

    def second_time(call: Caller) -> Tensor:
        h, gain = leaves()
        y = call.tensor(h, gain, eps, copy=False)
        try:
            torch.autograd.grad(y, h, grad.clone(), retain_graph=True)
            return torch.autograd.grad(y, h, grad)[0]
        except RuntimeError as refused:  # compiled code may have given its memory away
            if "retain_graph" not in str(refused):
                raise
            return call.gradients(x, weight, eps, grad)[0]

    def after_write(to_output: bool) -> Callable[[Caller], Tensor]:
        def observe(call: Caller) -> Tensor:
            h, gain = leaves()
            inner = h * 1.0
            y = call.tensor(inner, gain, eps, copy=False)
            with torch.no_grad():
                (y if to_output else inner).add_(1.0)
            try:
                return torch.autograd.grad(y, h, grad)[0]
            except RuntimeError as refused:  # PyTorch notices that what was saved has changed
                if "modified" not in str(refused) or "inplace" not in str(refused):
                    raise
                return call.gradients(x, weight, eps, grad)[0]

        return observe

    ways: dict[str, Callable[[Caller], Tensor]] = {
        "the gain needs no gradient": gain_frozen,
        "the function was called again before the backward pass": after_another_forward,
        "the backward pass runs a second time: an error or the right gradient": second_time,
        "x was overwritten before the backward pass: an error or the right gradient": after_write(to_output=False),
        "the output was overwritten before the backward pass: an error or the right gradient": after_write(
            to_output=True
        ),
    }
    for text, way in ways.items():
        with trial.clause(text):
            trial.input_gradient(x, weight, grad, observe=way)
    if weight is None:
        return

    def input_frozen(call: Caller) -> Tensor:
        h, gain = leaves(needs_x=False)
        return torch.autograd.grad(call.tensor(h, gain, eps, copy=False), gain, grad)[0]

    with trial.clause("x needs no gradient"):
        trial.gain_gradient(x, weight, grad, observe=input_frozen)

    def after_a_step(trained: bool) -> Callable[[Caller], Tensor]:
        def observe(call: Caller) -> Tensor:
            gain = weight.clone().requires_grad_(trained)
            call.tensor(x, gain, eps, copy=False)
            with torch.no_grad():
                gain.mul_(-2.0)
            return call.tensor(x, gain, eps, copy=False).detach()

        return observe

    with trial.clause("the numbers in the gain have changed since the last call, as an optimizer changes them"):
        for trained in (True, False):
            trial.compare(after_a_step(trained), trial.exact(x, -2.0 * weight, eps), given=given)
