"""What a diagnosis says, in a form for people and one for machines."""

import html
import textwrap
from dataclasses import asdict, dataclass, field

from rmsnorm_lib.conventions import Convention

WIDTH = 80
MAX_LINES = 30
_LABEL = 12
# Kinds of findings: a fault of the bank, another convention than expected, wrong answers that no known fault gives,
# a check of rmsnorm_lib.checks that fails where all probes were answered rightly
KINDS = ("fault", "deviation", "unnamed", "check")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        name: key of :data:`rmsnorm_lib.faults.FAULTS`, a word for a deviation or an unknown fault, or the name of the
            check that fails.
        description: what the code does, in one line.
        confidence: share of the probes that separate this fault from a sound implementation on which the answers were
            the fault's; 1 where every one agreed.
        evidence: the same in numbers, and what cannot be told apart.
        kind: ``"fault"``, ``"deviation"`` from the expected convention, ``"unnamed"``, or ``"check"``.
        indistinguishable: names of other faults that gave the same answers to every probe.
        thread: public report of this fault, if there is one.
    """

    name: str
    description: str
    confidence: float
    evidence: str
    kind: str = "fault"
    indistinguishable: tuple[str, ...] = ()
    thread: str | None = None


@dataclass(frozen=True)
class Diagnosis:
    """What probing found out about one implementation.

    Attributes:
        target: its name.
        convention: the closest convention; a preset of the library where it computes what the preset does.
        eps: the eps that it uses when none is given; None where it must be given or has no effect.
        faults: what is wrong, surest first; empty for a sound implementation.
        sound: nothing is wrong.
        kind: ``"RMSNorm"``, ``"LayerNorm"`` or ``"not a norm"``.
        facts: what was measured, as ``{label: words}``.
        evidence: what was measured and how it was compared, one line each.
        limitations: what it refuses to do.
        num_probes: number of probes that were answered.
        num_checks: number of checks that were run besides, where all probes were answered rightly.
        seconds: time that the diagnosis took.
    """

    target: str
    convention: Convention
    eps: float | None
    faults: tuple[Finding, ...]
    kind: str
    facts: dict[str, str]
    evidence: tuple[str, ...]
    limitations: tuple[str, ...] = ()
    num_probes: int = 0
    num_checks: int = 0
    seconds: float = 0.0
    details: dict[str, object] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not self.faults

    def to_dict(self) -> dict[str, object]:
        """Everything, as values that JSON can hold."""
        return {**asdict(self), "sound": self.sound}

    @property
    def verdict(self) -> str:
        """One sentence."""
        if self.kind == "not a norm":
            return "not a norm: the size of its output follows the size of its input"
        if self.kind == "LayerNorm":
            return "not an RMSNorm: this is a LayerNorm, it subtracts the mean"
        if self.sound:
            checks = f", and in {self.num_checks} checks" if self.num_checks else ""
            return f"sound: right on {self.num_probes} of {self.num_probes} probes{checks}"
        count = len(self.faults)
        return f"{count} fault{'s' if count > 1 else ''} found"

    def _rows(self) -> list[tuple[str, str]]:
        rows = [("verdict", self.verdict), *self.facts.items()]
        rows += [("refuses", line) for line in self.limitations[:3]]
        if len(self.limitations) > 3:
            rows.append(("refuses", f"{len(self.limitations) - 3} more, see limitations"))
        for finding in self.faults:
            rows.append(("FAULT", f"{finding.name}, confidence {finding.confidence:.0%}"))
            rows += [("", finding.description), ("", finding.evidence)]
        return [*rows, ("time", f"{self.seconds:.2f} s")]

    def __str__(self) -> str:
        lines = [f"Diagnosis of {self.target}"[:WIDTH]]
        for label, words in self._rows():
            wrapped = textwrap.wrap(words, WIDTH - _LABEL) or [""]
            lines += [f"{label if number == 0 else '':{_LABEL}}{line}" for number, line in enumerate(wrapped)]
        if len(lines) > MAX_LINES:
            lines = [*lines[: MAX_LINES - 1], "... more in .faults, .evidence and .to_dict()"]
        return "\n".join(line.rstrip() for line in lines)

    def _repr_html_(self) -> str:
        rows = "".join(_html_row(label, words) for label, words in self._rows())
        caption = f"<caption {_CAPTION}>Diagnosis of {html.escape(self.target)}</caption>"
        return f"<table>{caption}<tbody>{rows}</tbody></table>"


_LEFT = "style='text-align:left'"
_CAPTION = "style='color: inherit; overflow-wrap: anywhere'"


def _html_row(label: str, words: str) -> str:
    # A row that goes on with the one above has no label, and an empty header cell would be read aloud as one
    first = f"<th {_LEFT}>{html.escape(label)}</th>" if label else "<td></td>"
    return f"<tr>{first}<td {_LEFT}>{html.escape(words)}</td></tr>"
