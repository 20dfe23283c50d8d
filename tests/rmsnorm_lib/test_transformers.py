"""The presets named after models, against the classes of the transformers package."""

import pytest
import torch
from transformers.models.gemma.modeling_gemma import GemmaRMSNorm
from transformers.models.llama.modeling_llama import LlamaRMSNorm
from transformers.models.t5.modeling_t5 import T5LayerNorm

from rmsnorm_lib import GEMMA, LLAMA, T5, rms_norm

from .strategies import HALF_DTYPES, normal, ulp

CLASSES = [(LLAMA, LlamaRMSNorm), (GEMMA, GemmaRMSNorm), (T5, T5LayerNorm)]


@pytest.mark.parametrize(("convention", "module_class"), CLASSES, ids=lambda value: getattr(value, "name", ""))
@pytest.mark.parametrize("dtype", [torch.float32, *HALF_DTYPES])
@pytest.mark.parametrize("hidden_size", [1, 7, 64, 760, 4096])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 100.0])
def test_the_composite_gives_the_same_bits(convention, module_class, dtype, hidden_size, scale):
    module = module_class(hidden_size, eps=convention.eps).to(dtype)
    with torch.no_grad():
        module.weight.copy_(normal(hidden_size, seed=1))
    x = normal(33, hidden_size, seed=0, dtype=dtype, scale=scale)
    expected = module(x)
    assert torch.equal(rms_norm(x, module.weight, convention=convention, backend="eager"), expected)
    # The fused kernel is more exact, so it may differ in the last place
    fused = rms_norm(x, module.weight, convention=convention)
    distance = (fused.double() - expected.double()).abs().detach().numpy()
    assert (distance <= 4 * ulp(expected.detach().double().numpy(), dtype)).all()


@pytest.mark.parametrize(("convention", "module_class"), CLASSES, ids=lambda value: getattr(value, "name", ""))
def test_default_eps_and_initial_gain_agree(convention, module_class):
    module = module_class(8)
    assert convention.eps == getattr(module, "eps", None) or convention.eps == module.variance_epsilon
    assert torch.equal(module.weight + convention.weight_offset, torch.ones(8))
