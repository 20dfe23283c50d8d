"""Checks of shapes and of memory layouts: which numbers share one RMS, and where they lie."""

import torch
from torch import Tensor

from rmsnorm_lib.checks.trial import Trial, describe

SQUARE_SHAPES = ((16, 16), (3, 3), (2, 6, 6), (5, 5, 5))
OTHER_SHAPES = ((16,), (1,), (1, 16), (7, 16), (2, 5, 16), (2, 3, 4, 16), (1, 1, 16), (4, 1, 3, 8))


def ranks(trial: Trial) -> None:
    # Where there are as many rows as columns a lost dimension gives no error
    for shape in (*SQUARE_SHAPES, *OTHER_SHAPES):
        trial.output(trial.normal(*shape), trial.unit_gain(shape[-1]))


def last_dimension(trial: Trial) -> None:
    for shape in ((6, 10), (2, 6, 10), (2, 3, 6, 10)):
        # Rows and columns differ in size, so every other choice of dimension gives other numbers
        x = trial.normal(*shape) * torch.linspace(0.5, 8.0, shape[-2], device=trial.device)[:, None]
        x = x * torch.linspace(4.0, 0.5, shape[-1], device=trial.device)
        trial.output(x, trial.unit_gain(shape[-1]))


def row_independence(trial: Trial) -> None:
    for shape in ((6, 30), (2, 6, 30)):
        _rows_apart(trial, trial.normal(*shape))
    with trial.clause("each of many rows has its own RMS"):
        many = trial.normal(600, 130)
        trial.output(many * torch.linspace(1.0, 9.0, 600, device=trial.device)[:, None], trial.unit_gain(130))


def _rows_apart(trial: Trial, x: Tensor) -> None:
    weight, eps = trial.arguments(trial.unit_gain(x.shape[-1]))
    exact, given = trial.exact(x, weight, eps), describe(x, weight, eps)
    with trial.clause("multiplying all other rows by 50 changes nothing in a row"):
        for row in (0, 2, 5):
            others = x * 50.0
            others[..., row, :] = x[..., row, :]
            trial.compare(
                lambda call, row=row, others=others: call.tensor(others, weight, eps)[..., row, :],
                exact[..., row, :],
                given=given,
            )
    with trial.clause("rows in another order give the same rows in that order"):
        trial.compare(lambda call: call.tensor(x.flip(-2), weight, eps).flip(-2), exact, given=given)
    with trial.clause("a row alone gives the same as among others"):
        trial.compare(lambda call: call.tensor(x[..., 3:4, :], weight, eps), exact[..., 3:4, :], given=given)


def strides(trial: Trial) -> None:
    base = trial.normal(4, 6, 10)
    for text, x in {
        "a slice of every second row": base[:, ::2],
        "a slice of every second column": base[..., ::2],
        "the last columns of a wider tensor": base[..., 3:],
        "two swapped leading dimensions": base.transpose(0, 1),
        "two swapped trailing dimensions": base.transpose(1, 2),
        "a transposed matrix": base[0].T,
        "one row repeated by expand": base[0, :1].expand(5, 10),
        "one column repeated by expand": base[0, :, :1].expand(6, 12),
    }.items():
        with trial.clause(text):
            trial.output(x, trial.unit_gain(x.shape[-1]))
            trial.input_gradient(x, trial.unit_gain(x.shape[-1]), trial.normal(*x.shape))
    with trial.clause("a gain that is every second element of a tensor"):
        trial.output(base, trial.weight(20)[::2])
    for text, grad in {
        "the incoming gradient is a transposed tensor": trial.normal(4, 10, 6).transpose(1, 2),
        "the incoming gradient is one number repeated by expand": trial.normal(1, 1, 1).expand(4, 6, 10),
    }.items():
        with trial.clause(text):
            trial.input_gradient(base, trial.unit_gain(10), grad)
