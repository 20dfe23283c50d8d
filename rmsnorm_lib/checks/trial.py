"""One function under one check: how it is called, what its results are compared with, what a failure says."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from rmsnorm_lib import reference
from rmsnorm_lib.checks.causes import Variations, convention_mistakes, faults_that_raise, find_causes
from rmsnorm_lib.checks.comparison import (
    NotNumbersError,
    Tolerance,
    assert_close,
    is_tensor,
    message,
    to_float64,
)
from rmsnorm_lib.checks.watch import no_library_norms
from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.devices import STANDARD, FactoryDefaults

ARGUMENTS = ("x", "weight", "eps")
HALF_DTYPES = (torch.float16, torch.bfloat16)
# float32 code may sum in any sensible order; this is the size of 80 roundings
FLOAT32_RTOL = 1e-5
# Roundings of n + n * w in float32, and of its factors
FLOAT32_ROUNDINGS = 8
# Ulps that one rounding to 16 bits may cost: half of one, and room for the float32 arithmetic before it
ROUNDING = 0.55
# Far below every number that a check expects, and far above the smallest float32
TINY = 1e-36


class NoResultError(Exception):
    """A call gave nothing that could be compared; the text says what it gave instead."""


def dtype_name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def as_float64(tensor: Tensor | None) -> np.ndarray | None:
    """The exact values of a tensor as a NumPy array."""
    return None if tensor is None else tensor.detach().cpu().to(torch.float64).numpy()


def ulp(values: np.ndarray, dtype: torch.dtype) -> np.ndarray:
    """Distance between neighbouring numbers of ``dtype`` at the size of ``values``."""
    info = torch.finfo(dtype)
    size = np.clip(np.abs(values), info.smallest_normal, info.max)
    return info.eps * 2.0 ** np.floor(np.log2(size))


def describe(x: Tensor, weight: Tensor | None, eps: float) -> str:
    """The arguments of a call in words."""
    size = float(reference.rms(as_float64(x).reshape(-1))) if x.numel() else 0.0
    gain = "no gain" if weight is None else f"gain {dtype_name(weight.dtype)}"
    return f"x {tuple(x.shape)} {dtype_name(x.dtype)} of RMS {size:.3g}, {gain}, eps {eps:g}"


def copy_with_layout(tensor: Tensor | None) -> Tensor | None:
    """A copy in memory of its own with the same strides and offset, also where elements share memory."""
    if tensor is None:
        return None
    copy = torch.empty(0, dtype=tensor.dtype, device=tensor.device)
    return copy.set_(tensor.untyped_storage().clone(), tensor.storage_offset(), tensor.shape, tensor.stride())


@dataclass(frozen=True)
class Caller:
    """Calls an implementation with the arguments that it takes, under a watch where that is asked for.

    It is called with copies, so that nothing it writes reaches another probe, unless ``copy`` is False.
    Its own tensors are made with ``defaults``, those of the program that asked for the check.
    """

    fn: Callable[..., object]
    arguments: Sequence[str] = ARGUMENTS
    watched: bool = False
    defaults: FactoryDefaults = STANDARD

    def _watch(self) -> AbstractContextManager:
        return no_library_norms() if self.watched else nullcontext()

    def __call__(self, x: Tensor, weight: Tensor | None, eps: float, *, copy: bool = True) -> object:
        if copy:
            x, weight = copy_with_layout(x), copy_with_layout(weight)
        return self._call(x, weight, eps)

    def _call(self, x: Tensor, weight: Tensor | None, eps: float) -> object:
        given = {"x": x, "weight": weight, "eps": eps}
        arguments = [given[name] for name in self.arguments]
        try:
            with self.defaults.in_force(), self._watch():
                return self.fn(*arguments)
        except Exception as error:
            error.add_note(f"called with: {describe(x, weight, eps)}")
            raise

    def tensor(self, x: Tensor, weight: Tensor | None, eps: float, *, copy: bool = True) -> Tensor:
        """The output, which must be a tensor of the shape of ``x``.

        Raises:
            NoResultError: it is something else.
        """
        output = self(x, weight, eps, copy=copy)
        if not is_tensor(output):
            raise NoResultError(f"an output of type {type(output).__name__}")
        if output.shape != x.shape:
            raise NoResultError(
                f"an output of shape {tuple(output.shape)} for x of shape {tuple(x.shape)}; "
                "is keepdim=True missing, or was another dimension reduced?"
            )
        return output

    def gradients(
        self, x: Tensor, weight: Tensor | None, eps: float, grad: Tensor, *, copy: bool = True
    ) -> tuple[Tensor | None, Tensor | None]:
        """Gradients for ``x`` and ``weight``, each None where none arrived.

        Raises:
            NoResultError: the output is no tensor of the shape of ``x``, or is cut off from both.
        """
        if copy:
            x, weight, grad = (copy_with_layout(one) for one in (x, weight, grad))
        x = x.detach().requires_grad_()
        weight = None if weight is None else weight.detach().requires_grad_()
        output = self.tensor(x, weight, eps, copy=False)
        if not output.requires_grad:
            raise NoResultError(
                "an output that is cut off from x and weight, as detach(), .data, no_grad() or NumPy do"
            )
        inputs = [one for one in (x, weight) if one is not None]
        with self.defaults.in_force(), self._watch():
            found = torch.autograd.grad(output, inputs, grad.to(output.dtype), allow_unused=True)
        return (found[0], found[1] if weight is not None else None)


@dataclass
class Trial:
    """One function under one check.

    Attributes:
        check: name of the check.
        caller: calls the function.
        convention: what the function should compute.
        eps: the eps of all probes that do not name another one.
        prop: the property that is checked, in words.
        read: where to read about it.
        generator: source of all random numbers.
        device: where the function is called.
        explain: look for the likely cause of a failure.
    """

    check: str
    caller: Caller
    convention: Convention
    eps: float
    prop: str
    read: str
    generator: torch.Generator
    device: torch.device
    explain: bool = True
    _clause: str = field(default="", init=False)

    def normal(self, *shape: int, dtype: torch.dtype = torch.float32, scale: float = 1.0, mean: float = 0.5) -> Tensor:
        """Normal numbers, by default with a mean other than 0, so that centring shows."""
        numbers = torch.randn(*shape, generator=self.generator, dtype=torch.float64) + mean
        return (numbers * scale).to(self.device, dtype)

    def weight(self, hidden_size: int, dtype: torch.dtype = torch.float32) -> Tensor:
        """A stored gain whose factors lie around 1, some of them below 0."""
        factors = 1.0 + 0.7 * torch.randn(hidden_size, generator=self.generator, dtype=torch.float64)
        return (factors - self.convention.weight_offset).to(self.device, dtype)

    def unit_gain(self, hidden_size: int, dtype: torch.dtype = torch.float32) -> Tensor:
        """A stored gain whose factors are 1, for properties that have nothing to do with the gain."""
        return torch.full((hidden_size,), 1.0 - self.convention.weight_offset, device=self.device, dtype=dtype)

    @contextmanager
    def clause(self, text: str) -> Iterator[None]:
        """Failures inside the block name this part of the property as well."""
        previous, self._clause = self._clause, text
        try:
            yield
        finally:
            self._clause = previous

    @property
    def _sentence(self) -> str:
        return f"{self.prop} ({self._clause})" if self._clause else self.prop

    def fail(self, expected: str, got: str, *, given: str = "", causes: Sequence[str] = ()) -> None:
        """Raise the AssertionError for a result that is no number.

        Raises:
            AssertionError: always.
        """
        __tracebackhide__ = True
        lines = [f"expected: {expected}", f"got: {got}"]
        raise AssertionError(message(self._sentence, lines, causes, self.read, given))

    def has_dtype(self, x: Tensor, weight: Tensor | None, eps: float) -> None:
        """Check that the output has the dtype of ``x`` and nothing else about it."""
        __tracebackhide__ = True

        def observe(call: Caller) -> None:
            output = call.tensor(x, weight, eps)
            if output.dtype != x.dtype:
                raise NoResultError(f"dtype {output.dtype}")

        try:
            observe(self.caller)
        except NoResultError as problem:
            causes = self._faults_with_outcome(observe, problem)
            self.fail(f"dtype {x.dtype}", str(problem), given=describe(x, weight, eps), causes=causes)

    def _faults_with_outcome(self, observe: Callable[[Caller], object], error: Exception) -> list[str]:
        """Descriptions of the faults that end in the same error when they are observed."""
        if not self.explain:
            return []
        return faults_that_raise(error, lambda fn: observe(Caller(fn)), self.convention, self.check)

    def compare(
        self,
        observe: Callable[[Caller], object],
        expected: np.ndarray,
        *,
        rtol: Tolerance = FLOAT32_RTOL,
        atol: Tolerance = TINY,
        given: str = "",
        variations: Variations | None = None,
    ) -> None:
        """Compare what ``observe`` sees of the function with what it should see.

        Where they differ, every fault of the bank is observed in the same way, to learn which one gives the same.
        """
        __tracebackhide__ = True
        try:
            got = observe(self.caller)
        except NoResultError as problem:
            causes = self._faults_with_outcome(observe, problem)
            self.fail("a result to compare", str(problem), given=given, causes=causes)
        except Exception as error:
            for cause in self._faults_with_outcome(observe, error):
                error.add_note(f"likely cause: {cause}")
            raise
        words = {"prop": self._sentence, "read": self.read, "given": given, "rtol": rtol, "atol": atol}
        try:
            assert_close(got, expected, **words)
        except AssertionError:
            if not self.explain:
                raise
        else:
            return
        try:
            numbers = to_float64(got)
        except NotNumbersError as problem:
            self.fail("numbers", str(problem), given=given)
        causes = find_causes(
            numbers,
            expected,
            lambda fn: observe(Caller(fn)),
            self.convention,
            self.check,
            variations=variations,
            rtol=rtol,
            atol=atol,
        )
        assert_close(got, expected, mistakes=dict.fromkeys(causes, numbers), **words)

    def output(
        self, x: Tensor, weight: Tensor | None = None, eps: float | None = None, *, rtol: float = FLOAT32_RTOL
    ) -> None:
        """Compare the output for one input with the reference.

        float32 and float64 outputs may be wrong by the fraction ``rtol``; 16-bit outputs by half an ulp for every
        rounding of the convention, and a little more.
        """
        __tracebackhide__ = True
        weight, eps = self.arguments(weight, eps)
        exact = self.exact(x, weight, eps)
        self.compare(
            lambda call: call.tensor(x, weight, eps),
            exact,
            rtol=0.0 if x.dtype in HALF_DTYPES else rtol,
            atol=self._cancellation(x, weight, eps)
            + (self._rounding_error(x, weight, eps) if x.dtype in HALF_DTYPES else TINY),
            given=describe(x, weight, eps),
            variations=lambda: convention_mistakes(as_float64(x), as_float64(weight), eps, self.convention),
        )

    def arguments(self, weight: Tensor | None = None, eps: float | None = None) -> tuple[Tensor | None, float]:
        """The gain and eps that take effect: a function that takes none of its caller has its own."""
        taken = self.caller.arguments
        if eps is None or "eps" not in taken:
            eps = self.eps
        return (weight if "weight" in taken else None), eps

    def _rounding_error(self, x: Tensor, weight: Tensor | None, eps: float) -> np.ndarray:
        """How far a sound 16-bit output may be from the exact one, element by element.

        Every rounding that the convention has costs half an ulp.
        """
        error = ROUNDING * ulp(self.exact(x, weight, eps), x.dtype)
        if weight is not None and self.convention.cast == "before_weight":
            error = error + np.abs(self.gain(weight)) * ROUNDING * ulp(self.exact(x, None, eps), x.dtype)
        return error

    def _cancellation(self, x: Tensor, weight: Tensor | None, eps: float) -> np.ndarray | float:
        """What sound float32 code may lose where a stored gain near -1 cancels the 1 that is added to it."""
        if weight is None or not self.convention.weight_offset:
            return 0.0
        return FLOAT32_ROUNDINGS * torch.finfo(torch.float32).eps * np.abs(self.exact(x, None, eps))

    def exact(self, x: Tensor, weight: Tensor | None, eps: float) -> np.ndarray:
        """The output of the reference."""
        return reference.rms_norm(as_float64(x), as_float64(weight), None, eps, self.convention)

    def input_gradient(
        self,
        x: Tensor,
        weight: Tensor | None,
        grad: Tensor,
        eps: float | None = None,
        *,
        observe: Callable[[Caller], Tensor] | None = None,
    ) -> None:
        """Compare the gradient for ``x`` with the closed form, given the gradient ``grad`` of the output.

        It is a difference of two terms, so its error is measured against their sizes. ``observe`` gives the gradient
        in another way than by one call and one backward pass.
        """
        __tracebackhide__ = True
        weight, eps = self.arguments(weight, eps)
        h, upstream = as_float64(x), as_float64(grad)
        dx, _, _ = reference.rms_norm_backward(upstream, h, as_float64(weight), eps, self.convention)
        inv_rms = self.inverse_rms(h, eps)
        scaled = inv_rms * np.abs(upstream if weight is None else self.gain(weight) * upstream)
        normed = np.abs(h * inv_rms)
        # Where the RMS sees a part of the row, the rest of the normalized row may be far larger than 1
        products = (scaled * normed).sum(axis=-1, keepdims=True) / self.convention.num_rms_elements(h.shape[-1])
        common = np.maximum(reference.rms(scaled, keepdims=True) / self.convention.p, products)
        # The 1 counts the intermediate terms of sound code that goes through the mean of the row, say
        size = scaled + (1 + normed) * common
        self.compare(
            observe or (lambda call: _arrived(call.gradients(x, weight, eps, grad)[0], "x")),
            dx,
            rtol=0.0,
            atol=_gradient_error(size, x.dtype),
            given=f"{describe(x, weight, eps)}; the gradient for x",
        )

    def gain_gradient(
        self,
        x: Tensor,
        weight: Tensor,
        grad: Tensor,
        eps: float | None = None,
        *,
        observe: Callable[[Caller], Tensor] | None = None,
    ) -> None:
        """Compare the gradient for the gain with the closed form; its error is measured against all its terms."""
        __tracebackhide__ = True
        _, eps = self.arguments(weight, eps)
        h, upstream = as_float64(x), as_float64(grad)
        _, dweight, _ = reference.rms_norm_backward(upstream, h, as_float64(weight), eps, self.convention)
        size = np.abs(upstream * h * self.inverse_rms(h, eps)).reshape(-1, h.shape[-1]).sum(axis=0)
        self.compare(
            observe or (lambda call: _arrived(call.gradients(x, weight, eps, grad)[1], "the gain")),
            dweight,
            rtol=0.0,
            atol=_gradient_error(size, x.dtype),
            given=f"{describe(x, weight, eps)}; the gradient for the gain",
        )

    def gain(self, weight: Tensor) -> np.ndarray:
        """The factors that a stored gain stands for."""
        return as_float64(weight) + self.convention.weight_offset

    def inverse_rms(self, h: np.ndarray, eps: float) -> np.ndarray:
        """The factor of each row before the gain, shape ``(..., 1)``."""
        rms = reference.rms(h[..., : self.convention.num_rms_elements(h.shape[-1])], keepdims=True)
        return 1 / (rms + eps) if self.convention.eps_placement == "outside" else 1 / np.sqrt(rms**2 + eps)


def _arrived(gradient: Tensor | None, name: str) -> Tensor:
    if gradient is None:
        raise NoResultError(f"None: no gradient arrives at {name}")
    return gradient


def _gradient_error(size: np.ndarray, dtype: torch.dtype) -> np.ndarray:
    """How far a sound gradient may be from the exact one, given the size of the terms that it is the sum of."""
    if dtype not in HALF_DTYPES:
        return FLOAT32_RTOL * size + TINY
    # Sound code may round the upstream gradient times the gain, and it rounds the result
    return 2 * torch.finfo(dtype).eps * size + ulp(np.zeros_like(size), dtype)
