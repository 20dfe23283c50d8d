"""``python -m benchmarks.crosswalk``: diagnose every RMSNorm class of the installed transformers package.

The classes are found by name in the source text of ``transformers/models``; only files that hold one are imported.
A class counts if its name contains RMSNorm in any spelling, or if it is one of those that are known to be RMS norms
under another name (``TYPES_WITHOUT_THE_NAME``).
"""

import argparse
import importlib
import importlib.util
import json
import re
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import torch
import transformers

from rmsnorm_lib.diagnosis import Diagnosis, diagnose
from rmsnorm_lib.targets import TargetError

OUTPUT = Path(__file__).parent / "results" / "crosswalk.json"
HIDDEN_SIZE = 64
CLASS = re.compile(r"^class (\w+)\(", re.MULTILINE)
RMS_NAME = re.compile(r"rms_?\w*norm", re.IGNORECASE)
# RMS norms whose names do not say so, such as those of the T5 family
TYPES_WITHOUT_THE_NAME = re.compile(
    r"^((\w*T5|Pop2Piano|SwitchTransformers|Udop|Pix2Struct|Kosmos2_5|CpmAnt)LayerNorm|\w+TimestepNorm)$"
)
# Values of the gate at which the activations of gated norms are 1
GATES = (1.2784645427610738, 100.0)


def find_classes(root: Path) -> list[tuple[str, str]]:
    """``(module, class)`` of every class of that kind, by reading the text of the modeling files below ``root``."""
    found = []
    for file in sorted(root.rglob("*.py")):
        # Modular files are what the modeling files are generated from
        if file.name.startswith("modular_"):
            continue
        names = CLASS.findall(file.read_text(encoding="utf-8"))
        wanted = [name for name in names if RMS_NAME.search(name) or TYPES_WITHOUT_THE_NAME.match(name)]
        module = ".".join(("transformers", *file.relative_to(root.parent).with_suffix("").parts))
        found += [(module, name) for name in wanted]
    return found


def _diagnose(cls: type) -> tuple[Diagnosis, str]:
    """Diagnose a class as it is, then in ways that its kind of arguments may need; the note says which."""
    attempts = [({}, None, "")]
    attempts += [
        ({}, {"gate": torch.tensor(gate)}, f"gate fixed where it multiplies by 1 ({gate:.4g})") for gate in GATES
    ]
    attempts += [({"group_size": HIDDEN_SIZE}, None, f"group_size={HIDDEN_SIZE}")]
    first_error = None
    candidates = []
    for kwargs, forward_kwargs, note in attempts:
        try:
            diagnosis = diagnose(cls, hidden_size=HIDDEN_SIZE, kwargs=kwargs, forward_kwargs=forward_kwargs)
        except TargetError as error:
            first_error = first_error or error
            continue
        candidates.append((diagnosis, note))
        if diagnosis.sound or not forward_kwargs:
            return diagnosis, note
    if not candidates:
        raise first_error
    return candidates[0]


def examine(module: str, name: str) -> dict:
    """One row of the crosswalk."""
    row = {"family": module.split(".")[2], "module": module, "class": name}
    try:
        diagnosis, note = _diagnose(getattr(importlib.import_module(module), name))
    except TargetError as error:
        return row | {"could_not_run": str(error)}
    except ImportError as error:
        return row | {"could_not_run": f"does not import: {str(error).strip().splitlines()[0]}"}
    convention = diagnosis.convention
    facts = diagnosis.facts
    return row | {
        "kind": diagnosis.kind,
        "sound": diagnosis.sound,
        "convention": convention.name,
        "eps_placement": convention.eps_placement,
        "eps": diagnosis.eps,
        "weight_offset": convention.weight_offset,
        "cast": convention.cast,
        "p": convention.p,
        "gain": facts["gain"] != "none",
        "bias": facts.get("bias") == "added",
        "mixed_dtypes": facts.get("dtypes", ""),
        "statistic": facts["statistic"],
        "findings": [
            {"name": one.name, "confidence": round(one.confidence, 4), "evidence": one.evidence}
            for one in diagnosis.faults
        ],
        "limitations": list(diagnosis.limitations),
        "note": note,
    }


def _hand_read() -> list[dict]:
    """What was read in the source of some classes; kept apart from what the diagnosis says."""
    return json.loads((OUTPUT.parent / "crosswalk_hand_read.json").read_text(encoding="utf-8"))


def compare_by_hand(rows: list[dict], hand_read: list[dict]) -> list[dict]:
    """Each hand-read class with ``agrees``: every field that was read is what the diagnosis found."""
    by_name = {(row["family"], row["class"]): row for row in rows}
    compared = []
    for read in hand_read:
        row = by_name.get((read["family"], read["class"]), {})
        differs = [key for key, value in read["read"].items() if row.get(key) != value]
        compared.append(read | {"agrees": not differs, "differs": differs})
    return compared


def main(arguments: list[str] | None = None) -> None:
    """Diagnose all classes and write the data file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crosswalk", description=__doc__)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    models = Path(importlib.util.find_spec("transformers").origin).parent / "models"
    rows = []
    for module, name in find_classes(models):
        rows.append(examine(module, name))
        row = rows[-1]
        words = (
            row.get("could_not_run")
            or f"{row['convention']}, eps {row['eps']}, {'sound' if row['sound'] else row['findings']}"
        )
        print(f"{name}: {words}"[:150], flush=True)
    document = {
        "provenance": {
            "date": datetime.now(UTC).date().isoformat(),
            "transformers": transformers.__version__,
            "torch": torch.__version__,
            "hidden size": HIDDEN_SIZE,
        },
        "classes": rows,
        "hand_read": compare_by_hand(rows, _hand_read()),
    }
    args.output.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(Counter("could not run" if "could_not_run" in row else row["convention"] for row in rows))
    print([one for one in document["hand_read"] if not one["agrees"]])


if __name__ == "__main__":
    main()
