import pytest
import torch

from rmsnorm_lib import doctor
from rmsnorm_lib.__main__ import main


def test_this_environment_is_good(capsys):
    findings = list(doctor.examine())
    assert all(one.good for one in findings), doctor.report(findings)
    assert main(["doctor"]) == 0
    assert "This environment runs the course." in capsys.readouterr().out


def test_a_missing_package_is_named(monkeypatch, capsys):
    monkeypatch.setitem(doctor.PACKAGES, "no-such-package", "1")
    assert main(["doctor"]) == 1
    output = capsys.readouterr().out
    assert "MISSING  no-such-package is missing, which the exercises need: `pip install no-such-package`" in output
    assert "1 of " in output


@pytest.mark.parametrize(("least", "good"), [("0.1", True), ("99", False), ("2.13", True)])
def test_an_old_package_is_named(monkeypatch, least, good):
    monkeypatch.setattr(doctor, "PACKAGES", {"torch": least})
    (found,) = [one for one in doctor.examine() if one.text.startswith("torch ")]
    assert found.good is good
    assert ("too old" in found.text) is not good


def test_versions_are_compared_as_numbers(monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda name: "2.9.1+cpu")
    assert not doctor._package("torch", "2.13").good
    assert doctor._package("torch", "2.8").good


@pytest.mark.parametrize(
    ("kernel", "node", "expected"),
    [
        (True, True, ["the compiled CPU kernel is used", "the compiled autograd node for PyTorch {} is used"]),
        (True, False, ["the compiled CPU kernel is used", "the compiled autograd node for PyTorch {} was not built"]),
        (False, False, ["the compiled CPU kernel was not built"]),
    ],
)
def test_the_compiled_parts_are_named(monkeypatch, kernel, node, expected):
    monkeypatch.setattr(doctor.cpu, "is_available", lambda: kernel)
    monkeypatch.setattr(doctor.native, "load", doctor.native.load if node else lambda: None)
    found = [one.text for one in doctor.examine() if one.text.startswith("the compiled")]
    assert len(found) == len(expected)
    for text, start in zip(found, expected, strict=True):
        assert text.startswith(start.format(torch.__version__))


def test_a_library_that_computes_wrongly_is_found_out(monkeypatch):
    monkeypatch.setattr(doctor, "rms_norm", lambda x: torch.zeros_like(x))
    findings = [one for one in doctor.examine() if not one.good]
    assert len(findings) == 1
    assert findings[0].text.endswith("wrong")
