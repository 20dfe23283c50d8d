"""Checks of what a call leaves behind: in its arguments, in earlier results and in hidden state."""

from collections.abc import Callable

import torch
from torch import Tensor

from rmsnorm_lib.checks.trial import HALF_DTYPES, Caller, Trial, as_float64, copy_with_layout, describe


def _after_call(call: Caller, part: str, x: Tensor, weight: Tensor | None, eps: float, grad: Tensor) -> Tensor:
    """``x`` or ``weight`` as it is after a call."""
    arguments = {"x": x.clone(), "weight": copy_with_layout(weight)}
    call(*arguments.values(), eps, copy=False)
    return arguments[part]


def _after_backward(call: Caller, part: str, x: Tensor, weight: Tensor | None, eps: float, grad: Tensor) -> Tensor:
    """``x``, ``weight`` or the incoming gradient as it is after the backward pass."""
    arguments = {"x": x.clone(), "weight": copy_with_layout(weight), "gradient": grad.clone()}
    call.gradients(arguments["x"], arguments["weight"], eps, arguments["gradient"], copy=False)
    return arguments[part]


def _after_write_to_output(
    call: Caller, part: str, x: Tensor, weight: Tensor | None, eps: float, grad: Tensor
) -> Tensor:
    """``x`` or ``weight`` after the output has been overwritten."""
    arguments = {"x": x.clone(), "weight": copy_with_layout(weight)}
    call.tensor(*arguments.values(), eps, copy=False).fill_(7.0)
    return arguments[part]


WAYS = {
    "after a call": _after_call,
    "after its output was overwritten, which must not share its memory": _after_write_to_output,
    "after the backward pass": _after_backward,
}


def input_unchanged(trial: Trial) -> None:
    for dtype in (torch.float32, torch.float64, *HALF_DTYPES):
        x, grad = trial.normal(3, 16, dtype=dtype), trial.normal(3, 16, dtype=dtype)
        weight, eps = trial.arguments(trial.weight(16, dtype))
        for gain in dict.fromkeys((weight, None)):
            parts = {"x": x} if gain is None else {"x": x, "weight": gain}
            for text, way in WAYS.items():
                for part, before in (
                    parts.items() if way is not _after_backward else {**parts, "gradient": grad}.items()
                ):
                    with trial.clause(f"{part} {text}"):
                        trial.compare(
                            lambda call, args=(part, x, gain, eps, grad), way=way: way(call, *args),
                            as_float64(before),
                            rtol=0.0,
                            atol=0.0,
                            given=describe(x, gain, eps),
                        )


def determinism(trial: Trial) -> None:
    eps = trial.arguments()[1]
    calls = {
        "x": (trial.normal(3, 24), trial.arguments(trial.weight(24))[0], eps),
        "other data": (trial.normal(3, 24, scale=20.0), trial.arguments(trial.weight(24))[0], eps),
        "more rows": (trial.normal(6, 24, scale=5.0), trial.arguments(trial.weight(24))[0], eps),
        "another hidden size": (trial.normal(2, 40), trial.arguments(trial.weight(40))[0], eps),
        "a larger eps": (trial.normal(3, 24), None, trial.arguments(None, 10.0)[1]),
        "another dtype": (trial.normal(3, 24, dtype=torch.bfloat16), None, eps),
    }
    exact = {name: trial.exact(*arguments) for name, arguments in calls.items()}

    def second_of(first: str, second: str) -> Callable[[Caller], Tensor]:
        def observe(call: Caller) -> Tensor:
            call(*calls[first])
            return call.tensor(*calls[second])

        return observe

    def first_result_later(call: Caller) -> Tensor:
        result = call.tensor(*calls["x"])
        call(*calls["other data"])
        return result

    def from_changed_tensor(call: Caller) -> Tensor:
        x = calls["other data"][0].clone()
        call(x, *calls["other data"][1:], copy=False)
        return call.tensor(x.copy_(calls["x"][0]), *calls["x"][1:], copy=False)

    clauses = {"the same call twice": (second_of("x", "x"), "x")}
    for name in list(calls)[1:]:
        clauses[f"after a call with {name}"] = (second_of(name, "x"), "x")
    clauses |= {
        "other data after x": (second_of("x", "other data"), "other data"),
        "after the numbers in a tensor have changed": (from_changed_tensor, "x"),
        "an earlier result stays when the function is called again": (first_result_later, "x"),
    }
    for text, (observe, name) in clauses.items():
        with trial.clause(text):
            trial.compare(observe, exact[name], given=describe(*calls[name]))
