"""Adapts functions, modules and classes to one signature, ``target(x, weight, eps)``, so that they can be probed."""

import copy
import functools
import importlib
import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

WEIGHT_NAMES = ("weight", "gain", "gamma", "scale", "g", "alpha", "w")
EPS_NAMES = ("eps", "epsilon", "variance_epsilon", "norm_eps", "layer_norm_eps", "layer_norm_epsilon")
BIAS_NAMES = ("bias", "beta")
SIZE_NAMES = ("hidden_size", "normalized_shape", "dim", "dims", "d_model", "embed_dim", "size", "num_features")
SIZE_NAMES += ("features", "d", "n", "ndim", "width", "channels")
INPUT_NAMES = ("x", "h", "hidden_states", "input", "inputs", "hidden")

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class TargetError(TypeError):
    """A target that cannot be probed; the text says what was tried and what came of it."""


def _quote(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0] if text else '(no message)'}"


def _parameters(function: Callable) -> list[inspect.Parameter] | None:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [
        one for one in parameters if one.kind not in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    ]


def _is_required(parameter: inspect.Parameter) -> bool:
    return parameter.default is inspect.Parameter.empty


def role_of(name: str) -> str | None:
    """What an argument of that name usually means: weight, eps, bias, size or x; None where nothing is known."""
    lowered = name.lower().strip("_")
    tables = {"weight": WEIGHT_NAMES, "eps": EPS_NAMES, "bias": BIAS_NAMES, "size": SIZE_NAMES, "x": INPUT_NAMES}
    return next((role for role, names in tables.items() if lowered in names), None)


class Target:
    """Something that normalizes, as ``target(x, weight, eps, bias)``.

    Attributes:
        name: what reports call it.
        hidden_size: length of the rows it is probed with.
        takes_weight: the gain can be set, as an argument or as a parameter of a module.
        takes_eps: eps can be set, as an argument or when a module is constructed.
        has_default_eps: it can be called, or constructed, without eps.
        takes_bias: a bias can be set.
        is_new: its parameters are the initial ones; those of a module object may have been trained.
        how: how it is called, in words.

    Call it with ``eps=None`` for its own default and with ``weight=None`` for no gain, or the gain that the module has.
    """

    name: str
    hidden_size: int
    takes_weight = False
    takes_eps = False
    has_default_eps = True
    takes_bias = False
    is_new = True
    how = ""

    def __call__(
        self, x: Tensor, weight: Tensor | None = None, eps: float | None = None, bias: Tensor | None = None
    ) -> Tensor:
        raise NotImplementedError


class FunctionTarget(Target):
    """A function, or any object that is called like one, with arguments found by name and then by position.

    Raises:
        TargetError: the signature has no parameter for the input, or requires one whose meaning is not known.
    """

    def __init__(self, function: Callable, name: str, hidden_size: int) -> None:
        self.name, self.hidden_size = name, hidden_size
        self._function = function
        self._roles = self._find_roles(function)
        self.takes_weight, self.takes_eps = "weight" in self._roles, "eps" in self._roles
        self.takes_bias = "bias" in self._roles
        self.has_default_eps = not self.takes_eps or not _is_required(self._roles["eps"])
        self.how = f"called as {name}({', '.join(one.name for one in self._roles.values())})"

    def _find_roles(self, function: Callable) -> dict[str, inspect.Parameter]:
        parameters = _parameters(function)
        if parameters is None:
            raise TargetError(
                f"{self.name} has no signature that Python can read; wrap it, for example as "
                "`def norm(x, weight, eps): return ...`"
            )
        shown = f"{self.name}{inspect.signature(function)}"
        roles: dict[str, inspect.Parameter] = {}
        unnamed = []
        for parameter in parameters:
            role = role_of(parameter.name)
            if role is None or role in roles:
                unnamed.append(parameter)
            else:
                roles[role] = parameter
        if "x" not in roles:
            if not parameters or parameters[0].kind not in _POSITIONAL:
                raise TargetError(f"{shown} takes no positional argument for the input")
            first = parameters[0]
            # Whatever its name: `n` and `scale` may be the input when they stand first
            roles = {"x": first, **{role: one for role, one in roles.items() if one is not first}}
            unnamed = [one for one in unnamed if one is not first]
        for role in ("weight", "eps"):
            required = [one for one in unnamed if _is_required(one)]
            if role not in roles and required:
                roles[role] = required[0]
                unnamed.remove(required[0])
        unknown = [one.name for one in unnamed if _is_required(one)]
        if unknown:
            raise TargetError(
                f"{shown} requires {', '.join(unknown)}; known are the input, a gain ({', '.join(WEIGHT_NAMES)}) "
                f"and eps ({', '.join(EPS_NAMES)}). Fix the others with functools.partial"
            )
        if "size" in roles and not _is_required(roles["size"]):
            del roles["size"]
        return {role: roles[role] for role in ("x", "size", "weight", "bias", "eps") if role in roles}

    def __call__(self, x, weight=None, eps=None, bias=None):
        if bias is None and self.takes_bias and _is_required(self._roles["bias"]):
            bias = torch.zeros(x.shape[-1:], dtype=x.dtype, device=x.device)
        given = {"x": x, "weight": weight, "eps": eps, "bias": bias, "size": x.shape[-1]}
        if "size" in self._roles and self._roles["size"].name == "normalized_shape":
            given["size"] = tuple(x.shape[-1:])
        positional, named = [], {}
        for role, parameter in self._roles.items():
            if given[role] is None and not _is_required(parameter):
                continue
            if parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
                positional.append((parameter, given[role]))
            else:
                named[parameter.name] = given[role]
        return self._function(*(value for _, value in positional), **named)


class ModuleTarget(Target):
    """A module, or a recipe for one, probed through fresh copies whose gain is replaced.

    Args:
        make: builds the module for an eps; ``None`` stands for the default.
        name: what reports call it.
        hidden_size: length of the rows.
        takes_eps: ``make`` heeds its argument.
        is_new: what ``make`` gives back has just been made.
        forward_kwargs: further arguments of every call.

    Raises:
        TargetError: the parameters cannot be told apart, or ``forward`` requires more than the input.
    """

    def __init__(
        self,
        make: Callable[[float | None], nn.Module],
        name: str,
        hidden_size: int,
        *,
        takes_eps: bool,
        has_default_eps: bool = True,
        is_new: bool = True,
        forward_kwargs: Mapping[str, object] | None = None,
    ) -> None:
        self.name, self.hidden_size, self.is_new = name, hidden_size, is_new
        self.takes_eps, self.has_default_eps = takes_eps, has_default_eps
        self._make, self._made = make, {}
        self._forward_kwargs = dict(forward_kwargs or {})
        module = self._module(None if has_default_eps else 1e-6)
        self._gain, self._bias = self._find_parameters(module)
        self.takes_weight, self.takes_bias = self._gain is not None, self._bias is not None
        self._check_forward(module)
        parts = [f"gain `{self._gain}`" if self._gain else "no gain"]
        parts += [f"bias `{self._bias}`"] if self._bias else []
        self.how = f"module with {' and '.join(parts)}"

    def _module(self, eps: float | None) -> nn.Module:
        if eps not in self._made:
            self._made[eps] = self._make(eps)
        return self._made[eps]

    def _find_parameters(self, module: nn.Module) -> tuple[str | None, str | None]:
        rows = {name: p for name, p in module.named_parameters() if p.numel() == self.hidden_size}
        bias = [name for name in rows if role_of(name.rpartition(".")[2]) == "bias"]
        gain = [name for name in rows if name not in bias]
        if len(gain) > 1:
            gain = [name for name in gain if role_of(name.rpartition(".")[2]) == "weight"] or gain
        if len(gain) > 1 or len(bias) > 1:
            raise TargetError(
                f"{self.name} has several parameters of {self.hidden_size} elements, {', '.join(rows)}; "
                f"the gain is recognized by one of the names {', '.join(WEIGHT_NAMES)}"
            )
        others = [name for name, p in module.named_parameters() if name not in rows]
        if others and not gain:
            sizes = ", ".join(f"{name} of shape {tuple(module.get_parameter(name).shape)}" for name in others)
            raise TargetError(
                f"{self.name} has no parameter of hidden_size={self.hidden_size} elements, but {sizes}; "
                "give its size as hidden_size"
            )
        return (gain[0] if gain else None), (bias[0] if bias else None)

    def _check_forward(self, module: nn.Module) -> None:
        parameters = _parameters(module.forward) or []
        unknown = [one.name for one in parameters[1:] if _is_required(one) and one.name not in self._forward_kwargs]
        if unknown:
            raise TargetError(f"{self.name}.forward requires {', '.join(unknown)} beside the input")

    def __call__(self, x, weight=None, eps=None, bias=None):
        # A compiled module would be compiled anew for every copy, so its parameters are exchanged in place
        original = self._module(eps)
        compiled = hasattr(original, "_orig_mod")
        module = original if compiled else copy.deepcopy(original)
        state = {key: value.detach().clone() for key, value in module.state_dict().items()} if compiled else {}
        replaced = []
        try:
            for path, value in ((self._gain, weight), (self._bias, bias)):
                if path is None:
                    continue
                owner_path, _, key = path.rpartition(".")
                owner = module.get_submodule(owner_path)
                old = owner._parameters[key]
                if value is None:
                    value = old.detach().to(x.device, x.dtype)
                    if path == self._bias and not self.is_new:
                        value = torch.zeros_like(value)
                replaced.append((owner, key, old))
                # Not through nn.Parameter: gradients shall reach the caller's tensor, which need not be a leaf
                owner._parameters[key] = value.reshape(old.shape)
            return module(x, **self._forward_kwargs)
        finally:
            if compiled:
                for owner, key, old in replaced:
                    owner._parameters[key] = old
                module.load_state_dict(state)


def _class_target(cls: type, hidden_size: int, kwargs: Mapping[str, object], forward_kwargs) -> Target:
    parameters = _parameters(cls) or []
    names = {one.name for one in parameters}
    arguments = dict(kwargs)
    size = next((one.name for one in parameters if role_of(one.name) == "size"), None)
    eps = next((one for one in parameters if role_of(one.name) == "eps" and one.name not in kwargs), None)
    if size is None:
        required = [one.name for one in parameters if _is_required(one) and role_of(one.name) != "eps"]
        required = [name for name in required if name not in kwargs]
        size = required[0] if len(required) == 1 and "config" not in required[0] else None
    if size is not None and size not in arguments:
        arguments[size] = hidden_size
    missing = [one.name for one in parameters if _is_required(one) and one.name not in arguments and one is not eps]
    if missing:
        raise TargetError(
            f"{cls.__name__}{inspect.signature(cls)} requires {', '.join(missing)}; "
            f"hidden_size goes to one of {', '.join(SIZE_NAMES)}, everything else must be given as kwargs "
            "(--kwargs on the command line)"
        )
    unknown = sorted(set(kwargs) - names)
    takes_any = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in inspect.signature(cls).parameters.values())
    if unknown and not takes_any:
        raise TargetError(f"{cls.__name__}{inspect.signature(cls)} does not take {', '.join(unknown)}")

    def make(value: float | None) -> object:
        chosen = arguments if eps is None or value is None else {**arguments, eps.name: value}
        try:
            return cls(**chosen)
        except Exception as error:
            given = ", ".join(f"{key}={item!r}" for key, item in chosen.items())
            raise TargetError(f"{cls.__name__}({given}) raised {_quote(error)}") from error

    has_default_eps = eps is None or not _is_required(eps)
    first = make(None if has_default_eps else 1e-6)
    if not callable(first):
        raise TargetError(f"objects of {cls.__name__} cannot be called: the class has no __call__")
    if not isinstance(first, nn.Module):
        return FunctionTarget(first, cls.__name__, hidden_size)
    return ModuleTarget(
        make,
        cls.__name__,
        hidden_size,
        takes_eps=eps is not None,
        has_default_eps=has_default_eps,
        forward_kwargs=forward_kwargs,
    )


def as_target(
    fn_or_module: object,
    hidden_size: int = 64,
    kwargs: Mapping[str, object] | None = None,
    *,
    forward_kwargs: Mapping[str, object] | None = None,
    name: str | None = None,
) -> Target:
    """Adapt a function, a module, a class or a callable object.

    A function's arguments are recognized by name (weight, gain, gamma, scale, g, alpha, w; eps, epsilon,
    variance_epsilon; ...), then by position: input, gain, eps. A module's gain is its one parameter of ``hidden_size``
    elements, whatever its name. A class is constructed with ``hidden_size`` and ``kwargs``.

    Args:
        fn_or_module: what is to be probed.
        hidden_size: length of the rows; for a module, the number of elements of its gain.
        kwargs: further constructor arguments; only for a class.
        forward_kwargs: further arguments of a module's ``forward``.
        name: name in reports; None takes the object's own.

    Raises:
        TargetError: it is not callable, or its signature or parameters cannot be read; the text says what was tried.
        ValueError: ``hidden_size`` is no positive integer.
    """
    if isinstance(hidden_size, bool) or not isinstance(hidden_size, int) or hidden_size < 1:
        raise ValueError(f"hidden_size must be an integer of at least 1, got {hidden_size!r}")
    if isinstance(fn_or_module, Target):
        return fn_or_module
    if kwargs and not isinstance(fn_or_module, type):
        raise TargetError(f"kwargs are constructor arguments of a class, but {fn_or_module!r} is not a class")
    if isinstance(fn_or_module, type):
        target = _class_target(fn_or_module, hidden_size, kwargs or {}, forward_kwargs)
    elif isinstance(fn_or_module, nn.Module):
        target = ModuleTarget(
            lambda eps: fn_or_module,
            type(getattr(fn_or_module, "_orig_mod", fn_or_module)).__name__,
            hidden_size,
            takes_eps=False,
            is_new=False,
            forward_kwargs=forward_kwargs,
        )
    elif callable(fn_or_module):
        own_name = getattr(fn_or_module, "__name__", None) or type(fn_or_module).__name__
        target = FunctionTarget(fn_or_module, own_name, hidden_size)
    else:
        raise TargetError(f"expected a function, a module or a class, got {type(fn_or_module).__name__}")
    target.name = name or target.name
    return target


def of_any_size(
    fn_or_class: object, kwargs: Mapping[str, object] | None = None
) -> Callable[[Tensor, Tensor | None, float | None], object]:
    """A function of (x, weight, eps) that takes rows of any length.

    Args:
        fn_or_class: a function, or a class, which is constructed once for each length of a row.
        kwargs: further constructor arguments; only for a class.

    Raises:
        TargetError: as :func:`as_target`, when the function is called.
    """

    @functools.cache
    def of_size(hidden_size: int) -> Target:
        return as_target(fn_or_class, hidden_size, kwargs)

    return lambda x, weight=None, eps=None: of_size(x.shape[-1])(x, weight, eps)


def _import(module_name: str) -> object:
    path = Path(module_name)
    if path.suffix == ".py":
        if not path.is_file():
            raise TargetError(f"there is no file {module_name}")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        # Dataclasses and pickling look a class's module up by its name
        sys.modules.setdefault(path.stem, module)
        folder = str(path.resolve().parent)
        load = lambda: spec.loader.exec_module(module) or module  # noqa: E731
    else:
        folder = os.getcwd()
        load = lambda: importlib.import_module(module_name)  # noqa: E731
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return load()
    except (Exception, SystemExit) as error:
        raise TargetError(f"{module_name} does not import: {_quote(error)}") from error


def load_target(spec: str) -> object:
    """Import what ``"package.module:Name"`` or ``"file.py:Name"`` names; ``Name`` may have dots.

    The current folder, or the file's, is put on the import path.

    Raises:
        TargetError: ``spec`` has another form, the module does not import, or it has no such name.
    """
    module_name, separator, name = spec.rpartition(":")
    if not separator or not module_name or not name:
        raise TargetError(f"expected package.module:Name or file.py:Name, got {spec!r}")
    found = _import(module_name)
    for part in name.split("."):
        if not hasattr(found, part):
            available = [one for one in vars(found) if not one.startswith("_") and callable(vars(found)[one])]
            known = f"; it has {', '.join(sorted(available)[:12])}" if available else ""
            raise TargetError(f"{module_name} has no name {name!r}{known}")
        found = getattr(found, part)
    return found
