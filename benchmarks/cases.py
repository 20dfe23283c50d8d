"""What is compared with what: each case does one job, and every candidate does the same job on the same input."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch._functorch.config
import torch.nn.functional as F
from torch import Tensor

from rmsnorm_lib import PAPER, add_rms_norm, rms_norm

# The backward case runs through each compiled graph many times, so the graph may not give its buffers away
torch._functorch.config.donated_buffer = False

EPS = 1e-6
DTYPES = (torch.float32, torch.bfloat16)
SHAPES = {
    "cpu": ((1, 4096), (512, 768), (4096, 4096)),
    "cuda": ((1, 4096), (4096, 4096), (4096, 8192), (4096, 16384), (32768, 4096), (32768, 8192)),
}


@dataclass(frozen=True)
class Case:
    """One job.

    Attributes:
        name: ``"forward"``, ``"forward+backward"``, ``"backward"`` or ``"add+norm"``.
        num_bytes: bytes that must move between memory and processor, as multiples of the input's bytes.
        baseline: the candidate that ratios refer to.
        with_gradients: whether a graph for the backward pass is recorded.
        candidates: functions without arguments by name; each allocates its own output.
    """

    name: str
    num_bytes: float
    baseline: str
    with_gradients: bool
    candidates: dict[str, Callable[[], object]]


def _norms(x: Tensor, weight: Tensor) -> dict[str, Callable[[Tensor, Tensor], Tensor]]:
    """Normalizations of two tensors (x, weight) that are installed."""
    shape = weight.shape
    torch.compiler.reset()  # each shape is compiled for itself, as many times as there are shapes
    norms = {
        "F.rms_norm": lambda x, weight: F.rms_norm(x, shape, weight, EPS),
        "rms_norm": lambda x, weight: rms_norm(x, weight, eps=EPS),
        "rms_norm, paper": lambda x, weight: rms_norm(x, weight, eps=EPS, convention=PAPER),
        "F.layer_norm": lambda x, weight: F.layer_norm(x, shape, weight, None, EPS),
        "compiled F.rms_norm": torch.compile(lambda x, weight: F.rms_norm(x, shape, weight, EPS), dynamic=False),
    }
    if x.is_cuda and importlib.util.find_spec("liger_kernel"):
        from liger_kernel.ops.rms_norm import LigerRMSNormFunction

        norms["Liger"] = lambda x, weight: LigerRMSNormFunction.apply(x, weight, EPS, 0.0, "gemma", False)
    if x.is_cuda and importlib.util.find_spec("quack"):
        import quack

        norms["quack"] = lambda x, weight: quack.rmsnorm(x, weight, eps=EPS)
    return norms


def _both_ways(norm: Callable, x: Tensor, weight: Tensor, grad: Tensor) -> Callable[[], None]:
    leaves = [one.detach().clone().requires_grad_() for one in (x, weight)]

    def run() -> None:
        for leaf in leaves:
            leaf.grad = None
        norm(*leaves).backward(grad)

    return run


def _backward(norm: Callable, x: Tensor, weight: Tensor, grad: Tensor) -> Callable[[], object]:
    leaves = [one.detach().clone().requires_grad_() for one in (x, weight)]
    output = norm(*leaves)
    return lambda: torch.autograd.grad(output, leaves, grad, retain_graph=True)


def make_cases(shape: tuple[int, int], dtype: torch.dtype, device: torch.device) -> list[Case]:
    """All jobs on one input of random numbers."""
    generator = torch.Generator().manual_seed(0)
    x, residual, grad = (torch.randn(shape, generator=generator).to(device, dtype) for _ in range(3))
    weight = (1 + 0.1 * torch.randn(shape[-1], generator=generator)).to(device, dtype)
    norms = _norms(x, weight)

    forward = {name: lambda norm=norm: norm(x, weight) for name, norm in norms.items()}
    forward["copy"] = lambda: x.clone()
    both = {name: _both_ways(norm, x, weight, grad) for name, norm in norms.items()}
    backward = {name: _backward(norm, x, weight, grad) for name, norm in norms.items()}
    add = {
        "add, F.rms_norm": lambda: F.rms_norm(x + residual, weight.shape, weight, EPS),
        "add_rms_norm": lambda: add_rms_norm(x, residual, weight, eps=EPS),
    }
    return [
        Case("forward", 2, "F.rms_norm", False, forward),
        Case("forward+backward", 5, "F.rms_norm", True, both),
        Case("backward", 3, "F.rms_norm", True, backward),
        Case("add+norm", 4, "add, F.rms_norm", False, add),
    ]


def saved_bytes(function: Callable[[], object]) -> int:
    """Bytes of all memory that autograd keeps for the backward pass of ``function``."""
    storages: dict[int, int] = {}

    def keep(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        storages[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        function()
    return sum(storages.values())


def saved_memory(shape: tuple[int, int], dtype: torch.dtype, device: torch.device) -> dict[str, float]:
    """Memory kept for the backward pass, as a multiple of the input's bytes, for every normalization."""
    x = torch.randn(shape, device=device, dtype=dtype, requires_grad=True)
    weight = torch.ones(shape[-1], device=device, dtype=dtype, requires_grad=True)
    input_bytes = x.numel() * x.element_size()
    return {
        name: saved_bytes(lambda norm=norm: norm(x, weight)) / input_bytes
        for name, norm in _norms(x, weight).items()
        if not name.startswith("compiled")
    }
