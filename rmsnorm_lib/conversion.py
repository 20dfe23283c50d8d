"""Rewriting a model into another one that computes the same function.

Two rewritings, both exact up to rounding:

* :func:`fold_gain` moves the gain and the bias of a norm into the linear layers that read its output.
* :func:`convert_pre_layer_norm` turns a model whose sublayers read a residual stream through LayerNorm into one that
  reads it through RMSNorm. It makes every vector of the stream mean-free, by centring what writes to the stream; on
  mean-free vectors the two norms are equal, because the variance is the mean square there and both add eps to it.

All functions return new modules and leave their arguments as they were, also when they raise.
"""

import copy
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from rmsnorm_lib.conventions import TORCH
from rmsnorm_lib.modules import RMSNorm

NORMS = (RMSNorm, nn.RMSNorm, nn.LayerNorm)


def _hidden_size(name: str, norm: nn.Module) -> int:
    if len(norm.normalized_shape) != 1:
        raise ValueError(f"{name} must normalize one dimension, got normalized_shape {tuple(norm.normalized_shape)}")
    return norm.normalized_shape[0]


def _check_is(name: str, module: object, allowed: tuple[type, ...]) -> None:
    if not isinstance(module, allowed):
        names = ", ".join(f"{one.__module__.split('.')[0]}.{one.__name__}" for one in allowed)
        raise TypeError(f"{name} must be one of {names}, got {type(module).__name__}")


def _check_plain_weight(name: str, module: nn.Module) -> None:
    # With a parametrization, weight is computed from other parameters, and a write to it would be lost
    if module._parameters.get("weight") is None:
        raise TypeError(f"{name} must hold its weight as a plain parameter, got {type(module).__name__}")


def _gain(norm: nn.Module) -> Tensor:
    offset = norm.convention.weight_offset if isinstance(norm, RMSNorm) else 0
    return norm.weight.detach().double() + offset


def fold_gain(norm: nn.Module, *linears: nn.Linear) -> tuple[nn.Module, ...]:
    """Move the gain and the bias of a norm into the linear layers that read its output.

    ``W (gain * n + bias) + b = (W diag(gain)) n + (W bias + b)``, where ``n`` is the normalized row.

    Args:
        norm: ``rmsnorm_lib.RMSNorm``, ``torch.nn.RMSNorm`` or ``torch.nn.LayerNorm`` over one dimension, with a gain.
        linears: every layer that reads the output of ``norm``, each with ``in_features`` equal to the norm's size.
            The caller must know that there is no other reader: it would miss the gain.

    Returns:
        ``(plain, *folded)``: a copy of ``norm`` without gain and bias, and a copy of each linear layer for which
        ``folded(plain(x)) == linear(norm(x))``, with a bias where the norm or the layer had one.
        Products are computed in float64 and rounded once to the dtype of the layer.

    Raises:
        TypeError: a module has another type, or a weight that is not a plain parameter.
        ValueError: no linear layer is given, the norm has no gain or more than one dimension, or sizes do not match.

    Example:
        >>> norm, linear = RMSNorm(4), nn.Linear(4, 2)
        >>> plain, folded = fold_gain(norm, linear)
        >>> x = torch.tensor([1.0, 2.0, 3.0, 6.0])
        >>> torch.allclose(folded(plain(x)), linear(norm(x)))
        True
    """
    _check_is("norm", norm, NORMS)
    size = _hidden_size("norm", norm)
    if norm.weight is None:
        raise ValueError("norm has no gain to fold: its weight is None")
    if not linears:
        raise ValueError("linears must hold at least one layer that reads the output of norm")
    for index, linear in enumerate(linears):
        _check_is(f"linears[{index}]", linear, (nn.Linear,))
        _check_plain_weight(f"linears[{index}]", linear)
        if linear.in_features != size:
            raise ValueError(
                f"linears[{index}] must read the {size} features of norm, got in_features {linear.in_features}"
            )

    bias = getattr(norm, "bias", None)
    folded = [_folded(linear, _gain(norm), None if bias is None else bias.detach().double()) for linear in linears]
    plain = copy.deepcopy(norm)
    plain.weight = None
    if bias is not None:
        plain.bias = None
    plain.elementwise_affine = False
    return plain, *folded


def _folded(linear: nn.Linear, gain: Tensor, bias: Tensor | None) -> nn.Linear:
    result = copy.deepcopy(linear)
    weight = linear.weight.detach().double()
    with torch.no_grad():
        result.weight.copy_(weight * gain)
        if bias is not None:
            moved = weight @ bias
            if linear.bias is None:
                result.bias = nn.Parameter(moved.to(linear.weight.dtype))
            else:
                result.bias.copy_(moved + linear.bias.double())
    return result


def center_output(module: nn.Module) -> nn.Module:
    """A copy of a linear layer or an embedding whose every output vector has the mean of its features removed.

    For a linear layer, ``W`` becomes ``(I - 1 1^T / d) W`` and ``b`` becomes ``(I - 1 1^T / d) b``; for an embedding,
    every row loses its mean. Means are computed in float64.

    Args:
        module: ``torch.nn.Linear`` or ``torch.nn.Embedding``.

    Returns:
        A new module of the same type and dtype; its outputs have mean zero up to rounding.

    Raises:
        TypeError: ``module`` has another type, or a weight that is not a plain parameter.
        ValueError: an embedding has ``max_norm``, which changes its rows in every forward pass.
    """
    features = _feature_dims("module", module)
    result = copy.deepcopy(module)
    for parameter, dim in features.items():
        _center_(getattr(result, parameter), dim)
    return result


def _feature_dims(name: str, module: nn.Module) -> dict[str, int]:
    """For each parameter of a module that writes vectors, the dimension that runs over the features."""
    _check_is(name, module, (nn.Linear, nn.Embedding))
    _check_plain_weight(name, module)
    if isinstance(module, nn.Linear):
        return {"weight": 0} if module.bias is None else {"weight": 0, "bias": 0}
    if module.max_norm is not None:
        raise ValueError(f"{name} must have max_norm None, got {module.max_norm}: it changes rows in the forward pass")
    return {"weight": 1}


def _center_(parameter: Tensor, dim: int) -> None:
    with torch.no_grad():
        wide = parameter.double()
        parameter.copy_(wide - wide.mean(dim=dim, keepdim=True))


def layer_norm_to_rms_norm(norm: nn.LayerNorm) -> RMSNorm:
    """An RMSNorm with the gain, bias and eps of a LayerNorm.

    It computes what ``norm`` computes on rows of mean zero, and something else on all other rows.

    Args:
        norm: a LayerNorm over one dimension, with or without gain and bias.

    Returns:
        A new ``rmsnorm_lib.RMSNorm`` on the same device, with copies of the parameters and eps inside the root.

    Raises:
        TypeError: ``norm`` is not a ``torch.nn.LayerNorm``.
        ValueError: it normalizes more than one dimension.
    """
    _check_is("norm", norm, (nn.LayerNorm,))
    size = _hidden_size("norm", norm)
    result = RMSNorm(size, norm.eps, norm.weight is not None, bias=norm.bias is not None, convention=TORCH)
    result.weight, result.bias = copy.deepcopy(norm.weight), copy.deepcopy(norm.bias)
    return result.train(norm.training)


def convert_pre_layer_norm(
    model: nn.Module,
    writers: Iterable[str],
    norms: Iterable[str] | None = None,
    *,
    example: tuple | None = None,
) -> nn.Module:
    """A copy of a Pre-LN model that uses RMSNorm and computes the same function.

    Every named writer is centred (see :func:`center_output`), so that every vector of the residual stream has mean
    zero, and every named LayerNorm becomes an RMSNorm.

    The result is equal to ``model`` if

    * ``writers`` names everything that is added to the stream: token and position embeddings and the last linear layer
      of every sublayer, and nothing stands between a writer and the stream but multiplication by one number a row
      (dropout there breaks the equality in training, not in evaluation);
    * everything that reads the stream does so through a LayerNorm, the final one included; and
    * ``norms`` names only LayerNorms that read the stream.

    With ``example`` these conditions are tested on one input.

    Args:
        model: any module; it is copied.
        writers: names of the writers in ``model``: linear layers, embeddings, or parameters of shape
            ``(..., hidden_size)`` such as learned positions.
        norms: names of the LayerNorms to replace; None takes every LayerNorm of ``model``.
        example: positional arguments for a forward pass. If given, the result is run on them in evaluation mode and
            compared with ``model``.

    Returns:
        The converted copy, in the mode (training or evaluation) of ``model``. Forward hooks of replaced norms are gone.

    Raises:
        TypeError: a named module has another type, or a weight that is not a plain parameter; names are one string.
        ValueError: a name does not exist, there is no norm or no writer, sizes differ, a writer shares its weight with
            a module that is not a writer (as a tied output layer does), or the test on ``example`` fails.

    Source:
        Jiang, Gu, Zhu & Pan 2023, "Pre-RMSNorm and Pre-CRMSNorm Transformers", arXiv:2305.14858.
    """
    result = copy.deepcopy(model)
    replacements, size = _replacements(result, norms)
    dims = _writer_dims(result, writers, size)
    _check_sharing(result, dims)

    parameters = dict(result.named_parameters(remove_duplicate=False))
    for name, dim in dims.items():
        _center_(parameters[name], dim)
    for name, norm in replacements.items():
        result.set_submodule(name, norm)
    if example is not None:
        _check_on_example(model, result, list(replacements), example)
    return result


def _names(argument: str, names: Iterable[str]) -> list[str]:
    if isinstance(names, str):
        raise TypeError(f"{argument} must be a collection of names, got the single string {names!r}")
    return list(names)


def _named(modules: dict[str, nn.Module], argument: str, name: str) -> nn.Module:
    if name not in modules:
        raise ValueError(f"{argument}: the model has no module {name!r}")
    return modules[name]


def _replacements(model: nn.Module, norms: Iterable[str] | None) -> tuple[dict[str, RMSNorm], int]:
    modules = {name: module for name, module in model.named_modules(remove_duplicate=False) if name}
    if norms is None:
        norms = [name for name, module in modules.items() if isinstance(module, nn.LayerNorm)]
    chosen = {name: _named(modules, "norms", name) for name in _names("norms", norms)}
    if not chosen:
        raise ValueError("norms must name at least one LayerNorm of the model")
    made: dict[int, RMSNorm] = {}
    for name, norm in chosen.items():
        _check_is(f"norms: {name!r}", norm, (nn.LayerNorm,))
        made.setdefault(id(norm), layer_norm_to_rms_norm(norm))
    sizes = {name: _hidden_size(f"norms: {name!r}", norm) for name, norm in chosen.items()}
    if len(set(sizes.values())) > 1:
        raise ValueError(f"norms must all have the size of the residual stream, got {sizes}")
    return {name: made[id(norm)] for name, norm in chosen.items()}, next(iter(sizes.values()))


def _writer_dims(model: nn.Module, writers: Iterable[str], size: int) -> dict[str, int]:
    """The feature dimension of every parameter that belongs to a writer, by the parameter's full name."""
    modules = dict(model.named_modules(remove_duplicate=False))
    parameters = dict(model.named_parameters(remove_duplicate=False))
    dims: dict[str, int] = {}
    for name in _names("writers", writers):
        if name in parameters:
            owner = modules[name.rpartition(".")[0]]
            if isinstance(owner, (nn.Linear, nn.Embedding)):
                raise ValueError(f"writers must name the module of {name!r}, not its parameter")
            dims[name] = -1
        else:
            found = _feature_dims(f"writers: {name!r}", _named(modules, "writers", name))
            dims |= {f"{name}.{parameter}": dim for parameter, dim in found.items()}
    if not dims:
        raise ValueError("writers must name at least one module or parameter that writes to the residual stream")
    for name, dim in dims.items():
        shape = tuple(parameters[name].shape)
        if not shape or shape[dim] != size:
            raise ValueError(f"writers: {name!r} must write {size} features, the size of the norms, got shape {shape}")
    return dims


def _check_sharing(model: nn.Module, dims: dict[str, int]) -> None:
    owners: dict[int, list[str]] = {}
    for name, parameter in model.named_parameters(remove_duplicate=False):
        owners.setdefault(id(parameter), []).append(name)
    for names in owners.values():
        written = [name for name in names if name in dims]
        others = [name for name in names if name not in dims]
        if written and others:
            raise ValueError(
                f"writers: {written[0]!r} is shared with {others[0]!r}, which is not a writer; "
                "give that module a copy of the weight first"
            )


def _check_on_example(model: nn.Module, converted: nn.Module, norms: list[str], example: tuple) -> None:
    before, after = copy.deepcopy(model).eval(), copy.deepcopy(converted).eval()

    def check_input(name: str):
        def hook(_, inputs: tuple) -> None:
            x = inputs[0]
            mean, size = x.mean(dim=-1).abs(), x.square().mean(dim=-1).sqrt()
            worst = (mean / size.clamp_min(torch.finfo(x.dtype).tiny)).max().item()
            if worst > torch.finfo(x.dtype).eps ** 0.5:
                raise ValueError(
                    f"writers: the input of {name!r} is not centred, its mean is {worst:.2g} of its RMS; "
                    "a module that writes to the residual stream before it is missing"
                )

        return hook

    for name in norms:
        after.get_submodule(name).register_forward_pre_hook(check_input(name))
    with torch.no_grad():
        expected, given = before(*example), after(*example)
    tolerance = torch.finfo(next(converted.parameters()).dtype).eps ** 0.5
    try:
        torch.testing.assert_close(given, expected, rtol=tolerance, atol=tolerance)
    except AssertionError as error:
        raise ValueError(
            f"model must read the residual stream through the named norms only: the outputs differ. {error}"
        ) from None
