"""The command line: reports, JSON and exit statuses."""

import json
import subprocess
import sys

import pytest

from rmsnorm_lib.__main__ import main

SOURCE = """
import torch
from torch import nn

class Good(nn.Module):
    def __init__(self, dim, eps=1e-6, scale_by=1.0):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(dim))
        self.eps, self.scale_by = eps, scale_by
    def forward(self, x):
        h = x.float()
        h = h * torch.rsqrt(h.square().mean(-1, keepdim=True) + self.eps)
        return (self.scale_by * self.gain * h).to(x.dtype)

def summed(x, weight, eps):
    h = x.float()
    return (h * torch.rsqrt(h.square().sum(-1, keepdim=True) + eps) * (1 if weight is None else weight)).to(x.dtype)

def silent(x):
    pass

def wide(x):
    return x[..., :3]

def leaving(x):
    raise SystemExit(3)

def talking(x, weight, eps):
    print("called")
    return torch.nn.functional.rms_norm(x, x.shape[-1:], weight, eps)

class Closed:
    def __init__(self, dim):
        pass

good = Good(64)
"""


@pytest.fixture
def norms(tmp_path):
    file = tmp_path / "norms_of_the_command_line.py"
    file.write_text(SOURCE, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["diagnose", "{}:Good"], 0, "sound"),
        (["diagnose", "{}:Good", "--hidden-size", "48", "--expect", "torch"], 0, "sound"),
        (["diagnose", "{}:Good", "--kwargs", '{{"scale_by": 2.0}}'], 1, "FAULT"),
        (["diagnose", "{}:summed"], 1, "sum_for_mean"),
        (["diagnose", "{}:good", "--expect", "paper"], 1, "eps_inside"),
        (["check", "{}:Good"], 0, "all"),
        (["check", "{}:summed", "--convention", "torch"], 1, "FAILED"),
    ],
)
def test_status_and_report(norms, capsys, arguments, status, words):
    assert main([argument.format(norms) for argument in arguments]) == status
    out, err = capsys.readouterr()
    assert words in out
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["diagnose", "{}:silent"], "returned None, not a tensor"),
        (["diagnose", "{}:wide"], "returned shape (4, 3)"),
        (["diagnose", "{}:leaving"], "raised SystemExit: 3"),
        (["diagnose", "{}:Closed"], "objects of Closed cannot be called"),
        (["diagnose", "{}:absent"], "has no name 'absent'; it has Closed, Good"),
        (["diagnose", "nothing_of_this_name:x"], "does not import"),
        (["diagnose", "{}:Good", "--hidden-size", "2"], "hidden_size must be at least 8"),
        (["diagnose", "{}:Good", "--kwargs", '{{"colour": 1}}'], "does not take colour"),
        (["check", "{}:good"], "check needs a function or a class"),
    ],
)
def test_what_cannot_run(norms, capsys, arguments, words):
    assert main([argument.format(norms) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert out == ""


@pytest.mark.parametrize(
    "arguments", [[], ["diagnose"], ["diagnose", "a:b", "--expect", "x"], ["diagnose", "a:b", "--kwargs", "[1]"]]
)
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["diagnose", "check"])
def test_what_the_target_prints_is_no_part_of_the_json(norms, capsys, command):
    assert main([command, f"{norms}:talking", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert "called" in err


@pytest.mark.parametrize("command", ["diagnose", "check"])
def test_json(norms, capsys, command):
    assert main([command, f"{norms}:summed", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["target"] == "summed"
    assert found["faults"][0]["name"] == "sum_for_mean" if command == "diagnose" else found["passed"] is False


def test_as_a_program_in_the_current_folder(norms, tmp_path):
    command = [sys.executable, "-m", "rmsnorm_lib", "diagnose", "norms_of_the_command_line:silent"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "returned None" in done.stderr
    assert "Traceback" not in done.stderr
