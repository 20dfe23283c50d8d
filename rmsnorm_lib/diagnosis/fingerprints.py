"""Names faults: an implementation that answers every probe as a known fault does has that fault.

A probe *separates* a fault if the fault answers it otherwise than a sound implementation of the same convention.
An explanation is one fault, or two, such that every answer is predicted: as the fault answers where it is separated,
as a sound implementation answers elsewhere. Where two faults are both separated, nothing is predicted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from torch import Tensor

from rmsnorm_lib.conventions import Convention
from rmsnorm_lib.diagnosis.probes import MIXED_PROBES, STATE_PROBE, Failure, Observation, Probe, Subject, observe, same
from rmsnorm_lib.faults import FAULTS, Fault
from rmsnorm_lib.kernels import eager

NUM_LOOKED_AT = 12


def sound_norm(convention: Convention) -> Callable[..., Tensor]:
    """The readable implementation of a convention."""
    return lambda x, weight, eps: eager.rms_norm(x, weight, None, eps, convention)


def promoting_norm(convention: Convention) -> Callable[..., Tensor]:
    """As the transformers classes that multiply last: the output has the wider dtype of row and gain."""

    def norm(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        normed = eager.rms_norm(x, None, None, eps, convention)
        return normed if weight is None else normed * (weight + convention.weight_offset)

    return norm


def gain_dtype_norm(convention: Convention) -> Callable[..., Tensor]:
    """As T5LayerNorm: the normalized row takes the dtype of a half-precision gain, and float32 otherwise."""

    def norm(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        normed = eager.rms_norm(x.to(eager.statistics_dtype(x.dtype)), None, None, eps, convention)
        if weight is None:
            return normed.to(x.dtype)
        return normed.to(weight.dtype) * (weight + convention.weight_offset)

    return norm


# Ways to treat a gain of another dtype that published code follows, where the result is rounded before the gain
MIXED_STYLES = {
    "a wider gain widens the output": promoting_norm,
    "the output has the dtype of the gain": gain_dtype_norm,
}


class Answers:
    """Answers of one implementation, each asked for once."""

    def __init__(self, subject: Subject, probes: Sequence[Probe]) -> None:
        self._subject = subject
        self._probes = {probe.name: probe for probe in probes}
        self._found: dict[str, Observation] = {}

    def __getitem__(self, name: str) -> Observation:
        if name not in self._found:
            self._found[name] = observe(self._probes[name], self._subject)
        return self._found[name]


@dataclass(frozen=True)
class Match:
    """How well one fault explains the answers.

    Attributes:
        fault: the fault.
        agreed: names of the separating probes that it predicts rightly.
        separating: names of all probes that separate it from a sound implementation.
        equal_faults: names of other faults that predict the same.
    """

    fault: Fault
    agreed: tuple[str, ...]
    separating: tuple[str, ...]
    equal_faults: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        return len(self.agreed) / max(len(self.separating), 1)


@dataclass
class Explanation:
    """Faults that together predict the answers; ``unexplained`` names the probes whose answers they do not."""

    convention: Convention
    matches: list[Match]
    unexplained: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.unexplained


class Bank:
    """Answers of the known faults, and of sound implementations, under the conditions of one target.

    Args:
        like: the target's subject; its eps, sizes and device are used for all.
        probes: the probes that apply.
    """

    def __init__(self, like: Subject, probes: Sequence[Probe]) -> None:
        self._like, self.probes = like, probes
        self.rules = {probe.name: probe.rule for probe in probes}
        self._sound: dict[tuple, Answers] = {}
        self._faulty: dict[str, Answers] = {}
        self._separates: dict[tuple[str, str], bool] = {}

    def answers_of(self, fn: Callable[..., Tensor], convention: Convention) -> Answers:
        like = self._like
        subject = Subject(
            fn,
            hidden_size=like.hidden_size,
            offset=convention.weight_offset,
            takes_weight=like.takes_weight,
            eps=like.acts_as,
            acts_as=like.acts_as,
            second_eps=like.second_eps,
            device=like.device,
        )
        return Answers(subject, self.probes)

    def sound(self, convention: Convention) -> Answers:
        key = (convention.eps_placement, convention.weight_offset, convention.cast, convention.p)
        if key not in self._sound:
            self._sound[key] = self.answers_of(sound_norm(convention), convention)
        return self._sound[key]

    def answers(self, fault: Fault) -> Answers:
        if fault.name not in self._faulty:
            self._faulty[fault.name] = self.answers_of(fault.fn, fault.convention)
        return self._faulty[fault.name]

    def separates(self, fault: Fault, name: str) -> bool:
        key = (fault.name, name)
        if key not in self._separates:
            right = self.sound(fault.convention)[name]
            self._separates[key] = not same(self.rules[name], self.answers(fault)[name], right)
        return self._separates[key]


class Frame:
    """A target beside a sound implementation and the bank, in the terms of one convention.

    Args:
        subject: the target, called with the offset of the convention.
        convention: what sound means here.
        bank: the answers to compare with.
        strict: a gain of another dtype must leave the dtype of the rows alone.
    """

    def __init__(self, subject: Subject, convention: Convention, bank: Bank, strict: bool = False) -> None:
        self.convention, self.bank = convention, bank
        self.target = Answers(subject, bank.probes)
        self.mixed_style: str | None = None
        self._agrees: dict[tuple[str, str], bool] = {}
        self.refused = {
            probe.name: answer
            for probe in bank.probes
            if probe.optional and isinstance(answer := self.target[probe.name], Failure)
        }
        self.names = [probe.name for probe in bank.probes if probe.name not in self.refused]
        right = bank.sound(convention)
        self.differing = [name for name in self.names if not self._same(name, self.target[name], right[name])]
        if not strict and convention.cast == "before_weight":
            self._accept_mixed_style()
        wrong = set(self.differing)
        # Most faults are ruled out by the first answer that a sound implementation would not give
        self._in_order = self.differing + [name for name in self.names if name not in wrong]

    def _same(self, name: str, one: Observation, other: Observation) -> bool:
        return same(self.bank.rules[name], one, other)

    def _accept_mixed_style(self) -> None:
        mixed = [name for name in self.names if name in MIXED_PROBES]
        if not any(name in self.differing for name in mixed):
            return
        for words, make in MIXED_STYLES.items():
            answers = self.bank.answers_of(make(self.convention), self.convention)
            if all(self._same(name, self.target[name], answers[name]) for name in mixed):
                self.mixed_style = words
                self.differing = [name for name in self.differing if name not in mixed]
                self.names = [name for name in self.names if name not in mixed]
                return

    def _remembers(self) -> bool:
        """Whether the first call of a shape is answered rightly and the second is not."""
        answer, right = self.target[STATE_PROBE], self.bank.sound(self.convention)[STATE_PROBE]
        if STATE_PROBE not in self.differing or isinstance(answer, Failure) or isinstance(right, Failure):
            return False
        return self._same(STATE_PROBE, answer[:1], right[:1])

    def agrees(self, fault: Fault, name: str) -> bool:
        key = (fault.name, name)
        if key not in self._agrees:
            self._agrees[key] = self._same(name, self.target[name], self.bank.answers(fault)[name])
        return self._agrees[key]

    def predicts(self, fault: Fault, name: str) -> bool:
        """Whether the answer is the fault's where it is separated, and a sound one elsewhere."""
        if self.bank.separates(fault, name):
            return self.agrees(fault, name)
        return name not in self.differing

    def match(self, fault: Fault) -> Match:
        separating = tuple(name for name in self.names if self.bank.separates(fault, name))
        return Match(fault, tuple(name for name in separating if self.agrees(fault, name)), separating)

    def explain_by_one(self) -> Explanation | None:
        """The one fault that predicts every answer, if there is one."""
        if self._remembers():
            # Every other answer depends on what was asked before
            found = [f for f in FAULTS.values() if self.bank.separates(f, STATE_PROBE) and self.agrees(f, STATE_PROBE)]
            if found:
                equal = tuple(fault.name for fault in found[1:])
                return Explanation(self.convention, [Match(found[0], (STATE_PROBE,), (STATE_PROBE,), equal)])
        found = [fault for fault in FAULTS.values() if all(self.predicts(fault, name) for name in self._in_order)]
        if not found:
            return None
        found.sort(key=lambda fault: fault.convention != self.convention)
        equal = tuple(fault.name for fault in found[1:])
        return Explanation(self.convention, [replace(self.match(found[0]), equal_faults=equal)])

    def explain_in_part(self) -> Explanation:
        """Two faults that predict every answer, or else the one that predicts most."""
        # Looking at every answer of every fault would take seconds; probes of one topic stand together
        looked_at = self.differing[:: max(1, len(self.differing) // NUM_LOOKED_AT)]
        suspects = [
            fault
            for fault in FAULTS.values()
            if any(self.bank.separates(fault, name) and self.agrees(fault, name) for name in looked_at)
        ]
        matches = [self.match(fault) for fault in suspects]
        return self._pair(matches) or self._nearest(matches)

    def _nearest(self, matches: list[Match]) -> Explanation:
        if not matches:
            return Explanation(self.convention, [], list(self.differing))

        def unexplained(match: Match) -> list[str]:
            return [name for name in self.names if not self.predicts(match.fault, name)]

        best = min(matches, key=lambda match: (len(unexplained(match)), -match.confidence))
        return Explanation(self.convention, [best], unexplained(best))

    def _pair(self, matches: list[Match]) -> Explanation | None:
        differing = set(self.differing)
        found = []
        for one, other in combinations(matches, 2):
            first, second = set(one.separating), set(other.separating)
            both = first & second
            if not first - both or not second - both:
                continue
            if not (first - both <= set(one.agreed) and second - both <= set(other.agreed)):
                continue
            if differing - first - second:
                continue
            found.append((len(both), one, other, both))
        if not found:
            return None
        fewest = min(number for number, *_ in found)
        best = [entry for entry in found if entry[0] == fewest]
        _, one, other, both = best[0]

        def only(match: Match, others: set[str]) -> Match:
            keep = [name for name in match.separating if name not in both]
            return replace(match, agreed=tuple(keep), separating=tuple(keep), equal_faults=tuple(sorted(others)))

        names = {match.fault.name for entry in best[1:] for match in entry[1:3]} - {one.fault.name, other.fault.name}
        first_also = {n for n in names if any(e[1].fault.name == n and e[2] is other for e in best)}
        second_also = {n for n in names if any(e[2].fault.name == n and e[1] is one for e in best)}
        return Explanation(self.convention, [only(one, first_also), only(other, second_also)], undecided=sorted(both))


def explain(frame: Frame, others: Iterator[Frame]) -> Explanation:
    """The best explanation: one fault in the terms of this frame or another, two faults, or the nearest fault."""
    found = frame.explain_by_one()
    if found is None:
        found = next((one for other in others if other.differing and (one := other.explain_by_one())), None)
    return found or frame.explain_in_part()
