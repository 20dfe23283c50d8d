import json
import sys

from benchmarks.__main__ import SHAPES, main


def test_benchmarks_write_every_measurement_with_provenance(tmp_path, monkeypatch, capsys):
    output = tmp_path / "new" / "result.json"
    monkeypatch.setattr("benchmarks.__main__.SHAPES", ((1, 8), (2, 8)))
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--output", str(output), "--min-run-time", "0.001"])
    main()
    written = json.loads(output.read_text())
    assert {"date", "device", "threads", "torch"} <= written["provenance"].keys()
    assert [(one["dtype"], tuple(one["shape"])) for one in written["results"]] == [
        (dtype, shape) for dtype in ("float32", "bfloat16") for shape in ((1, 8), (2, 8))
    ]
    assert all(time > 0 for one in written["results"] for time in one["seconds"].values())
    assert "F.rms_norm  1.00" in capsys.readouterr().out
    assert SHAPES[-1] == (4096, 4096)
