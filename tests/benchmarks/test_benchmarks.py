import json

import pytest
import torch

from benchmarks.__main__ import main
from benchmarks.cases import make_cases, saved_memory
from rmsnorm_lib.kernels import native

CPU = torch.device("cpu")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_all_candidates_of_a_case_do_the_same_job(dtype):
    forward, _, backward, add = make_cases((6, 32), dtype, CPU)
    tolerance = {"rtol": 4 * torch.finfo(dtype).eps, "atol": 4 * torch.finfo(dtype).eps}
    expected = forward.candidates["F.rms_norm"]()
    for name, function in forward.candidates.items():
        if name not in ("F.layer_norm", "copy"):
            torch.testing.assert_close(function(), expected, **tolerance)
    expected = backward.candidates["F.rms_norm"]()
    for name, function in backward.candidates.items():
        if name != "F.layer_norm":
            for ours, theirs in zip(function(), expected, strict=True):
                torch.testing.assert_close(ours, theirs, rtol=0.05, atol=0.1 if dtype == torch.bfloat16 else 1e-4)
    torch.testing.assert_close(add.candidates["add_rms_norm"]()[0], add.candidates["add, F.rms_norm"](), **tolerance)


def test_saved_memory_is_counted_once_for_each_storage():
    saved = saved_memory((64, 512), torch.float32, CPU)
    assert saved["rms_norm"] == pytest.approx(1 + (64 + 512) / (64 * 512))
    assert saved["F.rms_norm"] > 1.9


def test_the_library_is_measured_without_its_node_on_request(tmp_path, monkeypatch):
    monkeypatch.setattr(native, "load", native.load)  # the option replaces it
    output = tmp_path / "result.json"
    main(["--output", str(output), "--min-run-time", "0.005", "--shape", "2", "8", "--without-node"])
    assert json.loads(output.read_text())["provenance"]["autograd node"] == "Python"
    assert native.load() is None


def test_everything_measured_is_written_with_provenance(tmp_path, capsys):
    output = tmp_path / "new" / "result.json"
    main(["--output", str(output), "--min-run-time", "0.005", "--shape", "2", "8"])
    written = json.loads(output.read_text())
    assert {"date", "device", "threads", "torch"} <= written["provenance"].keys()
    assert written["provenance"]["autograd node"] == "compiled"
    cases = {"forward", "forward+backward", "backward", "add+norm"}
    assert {(one["case"], one["dtype"]) for one in written["results"]} == {
        (case, dtype) for case in cases for dtype in ("float32", "bfloat16")
    }
    for one in written["results"]:
        assert one["shape"] == [2, 8]
        assert one["baseline"] in one["seconds"]
        assert all(time > 0 for time in one["seconds"].values())
    assert "1.00 x F.rms_norm" in capsys.readouterr().out
