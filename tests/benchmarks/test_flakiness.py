"""The count of changed verdicts counts what changes, and nothing else."""

import dataclasses
import json

import pytest
import torch

from benchmarks import flakiness
from rmsnorm_lib import TORCH
from rmsnorm_lib.faults import FAULTS
from rmsnorm_lib.sound import SOUND


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(flakiness, "FAULTS", {"eps_dropped": FAULTS["eps_dropped"]})
    monkeypatch.setattr(flakiness, "SOUND", {"rsqrt": SOUND["rsqrt"]})


def test_no_change(few, tmp_path, capsys):
    before = torch.get_num_threads()
    flakiness.main(["--seeds", "2", "--first-seed", "5", "--threads", "1", "--output", str(tmp_path / "found.json")])
    assert torch.get_num_threads() == before
    assert capsys.readouterr().out.endswith("0 of 4 verdicts changed\n")
    document = json.loads((tmp_path / "found.json").read_text())
    assert document["seeds"] == [5, 6]
    assert document["verdicts"] == 4
    assert document["changes"] == {}
    assert document["provenance"]["torch"] == torch.__version__


def test_survivors_and_false_alarms_are_counted(few, monkeypatch, capsys):
    sound_but_listed_as_faulty = dataclasses.replace(FAULTS["eps_dropped"], fn=SOUND["rsqrt"][0])
    monkeypatch.setitem(flakiness.FAULTS, "nothing", sound_but_listed_as_faulty)
    monkeypatch.setitem(flakiness.SOUND, "wrong", (FAULTS["output_left_wide"].fn, TORCH))
    flakiness.main(["--seeds", "2", "--threads", "1"])
    printed = capsys.readouterr().out
    assert "2 x nothing passes zero_rows" in printed
    assert "2 x wrong fails dtype" in printed
    assert "eps_dropped passes" not in printed
    assert "rsqrt fails" not in printed
