"""The device that is chosen, and PyTorch's defaults for new tensors: nothing in the library may depend on them."""

import subprocess
import sys

import pytest
import torch

from rmsnorm_lib import add_rms_norm, diagnose, rms_norm
from rmsnorm_lib.checks import check_all
from rmsnorm_lib.devices import STANDARD, FactoryDefaults, get_device
from rmsnorm_lib.faults import FAULTS

OTHERS = (
    FactoryDefaults(torch.float64, torch.device("cpu")),
    FactoryDefaults(torch.bfloat16, torch.device("cpu")),
    FactoryDefaults(torch.float32, torch.device("meta")),
)


def in_a_new_interpreter(code: str, defaults: FactoryDefaults) -> str:
    """What code prints where the defaults were set before the library was imported."""
    setting = (
        f"import torch\ntorch.set_default_dtype({defaults.dtype})\ntorch.set_default_device('{defaults.device}')\n"
    )
    return subprocess.run([sys.executable, "-c", setting + code], capture_output=True, text=True, check=True).stdout


def test_the_device_is_a_gpu_where_there_is_one():
    assert get_device().type == ("cuda" if torch.cuda.is_available() else "cpu")


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_defaults_are_in_force_inside_and_come_back_after_an_error(other):
    def fail_inside() -> None:
        with other.in_force():
            assert (torch.ones(3).dtype, torch.ones(3).device) == other
            with STANDARD.in_force():
                assert (torch.ones(3).dtype, torch.ones(3).device) == STANDARD
            assert FactoryDefaults.current() == other
            raise ZeroDivisionError

    before = FactoryDefaults.current()
    with pytest.raises(ZeroDivisionError):
        fail_inside()
    assert FactoryDefaults.current() == before


@pytest.mark.parametrize("other", OTHERS, ids=str)
@pytest.mark.parametrize("backend", ["eager", "cpu"])
def test_results_and_gradients_do_not_depend_on_the_defaults(backend, other):
    generator = torch.Generator().manual_seed(0)
    tensors = [
        torch.randn(*shape, generator=generator).requires_grad_() for shape in ((40, 24), (40, 24), (24,), (24,))
    ]

    def results() -> list[torch.Tensor]:
        x, residual, weight, bias = tensors
        normed, total = add_rms_norm(x, residual, weight, bias, backend=backend)
        loss = (normed * total).sum() + rms_norm(x, weight, backend=backend).square().sum()
        return [normed, total, *torch.autograd.grad(loss, tensors)]

    expected = results()
    with other.in_force():
        found = results()
    for one, two in zip(expected, found, strict=True):
        assert two.dtype == torch.float32
        assert torch.equal(one, two)


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_verdicts_do_not_depend_on_the_defaults(other):
    def verdicts() -> list:
        sound = check_all(lambda x, weight, eps: rms_norm(x, weight, eps=eps))
        faulty = check_all(FAULTS["sum_for_mean"].fn)
        found = [diagnose(fn).faults for fn in (rms_norm, torch.nn.RMSNorm, FAULTS["sum_for_mean"].fn)]
        return [[(result.name, result.passed, result.message) for result in (*sound.results, *faulty.results)], found]

    expected = verdicts()
    with other.in_force():
        assert verdicts() == expected


def test_the_checked_function_runs_with_the_defaults_of_its_program():
    seen = set()

    def norm(x, weight, eps):
        seen.add(FactoryDefaults.current())
        return rms_norm(x, weight, eps=eps)

    with OTHERS[0].in_force():
        assert check_all(norm).passed
    assert seen == {OTHERS[0]}


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_the_bank_of_faults_does_not_depend_on_the_defaults(other):
    code = (
        "from rmsnorm_lib.checks import check_all\n"
        "from rmsnorm_lib.faults import FAULTS\n"
        "passed = [name for name, fault in FAULTS.items()\n"
        "          if check_all(fault.fn, fault.convention, only=[fault.caught_by], explain=False).passed]\n"
        "print(len(FAULTS), passed)\n"
    )
    assert in_a_new_interpreter(code, other) == f"{len(FAULTS)} []\n"
