"""Which versions of the faulty code a student gets: they depend on nothing but task and student id.

A grade can therefore be computed again at any time.
"""

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from rmsnorm_lib.casework.loading import load_source
from rmsnorm_lib.casework.versions import HEADERS, VERSIONS
from rmsnorm_lib.faults import FAULTS

# Faults that differ from each other in the output for ordinary rows
_MYSTERIES = (
    "gain_absolute",
    "gain_before_statistic",
    "half_of_lanes_summed",
    "max_for_rms",
    "mean_absolute_for_rms",
    "output_recentred",
    "padding_counted",
    "prefix_of_power_of_two",
    "unbiased_mean_square",
    "variance_for_mean_square",
)


def clean_id(student_id: object) -> str:
    """The student id without outer spaces, in lower case; anything but a text or a number counts as empty."""
    if isinstance(student_id, bool) or not isinstance(student_id, (str, int)):
        return ""
    return str(student_id).strip().lower()


def _draw(label: str, student_id: object, number: int) -> int:
    """A number from 0 to ``number - 1`` that depends on the label and the id alone."""
    digest = hashlib.sha256(f"{label}:{clean_id(student_id)}".encode()).digest()
    return int.from_bytes(digest[:8]) % number


@dataclass(frozen=True)
class Case:
    """One faulty implementation as one student gets it.

    Attributes:
        task: name of the task, such as ``"t3"``.
        version: letter of the version.
        source: the code that is shown; line numbers count from 1.
    """

    task: str
    version: str
    source: str

    def load(self) -> Callable:
        """The function that the source defines."""
        return load_source(self.source, f"<{self.task}>")

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the arguments, in their order."""
        return tuple(inspect.signature(self.load()).parameters)


def find_case(task: str, student_id: object = "") -> Case:
    """The version of a case that belongs to a student id.

    Args:
        task: name of the task, ``"t1"`` to ``"t8"``.
        student_id: text or number; capitals and outer spaces do not matter. An empty id has versions of its own.

    Raises:
        ValueError: there is no such task.
    """
    if task not in VERSIONS:
        raise ValueError(f"task must be one of {', '.join(VERSIONS)}, got {task!r}")
    versions = VERSIONS[task]
    version = sorted(versions)[_draw(f"{task} version", student_id, len(versions))]
    header = HEADERS[_draw(f"{task} header", student_id, len(HEADERS))]
    return Case(task, version, header + versions[version].lstrip("\n"))


def show_case(task: str, student_id: object = "") -> None:
    """Print a student's case with line numbers, and a warning where the id is empty.

    Raises:
        ValueError: there is no such task.
    """
    case = find_case(task, student_id)
    print(f"implementation {task.removeprefix('t')}, version {case.version}, student id {clean_id(student_id)!r}\n")
    if not clean_id(student_id):
        print("NO STUDENT ID: set student_id first (section Your student id). This code is not graded.\n")
    for number, line in enumerate(case.source.splitlines(), 1):
        print(f"{number:3} | {line}")


def load_case(task: str, student_id: object = "") -> Callable:
    """The faulty function of a student's case.

    Raises:
        ValueError: there is no such task.
    """
    return find_case(task, student_id).load()


def load_mystery(student_id: object = "") -> Callable:
    """A fault of the bank whose source is not shown, chosen by the student id."""
    hidden = FAULTS[_MYSTERIES[_draw("mystery", student_id, len(_MYSTERIES))]].fn

    def mystery(x: Tensor, weight: Tensor | None, eps: float) -> Tensor:
        return hidden(x, weight, eps)

    return mystery
