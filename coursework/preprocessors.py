"""Steps added to nbgrader's own pipeline."""

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

# Lines of a check's message that hold no value of a hidden test
PUBLIC_LABELS = ("property", "likely cause", "read", "not allowed in this task", "reason", "wrong elements")
OWN_STEP = re.compile(r"Cell In\[(\d+)\], line (\d+), in (\w+)")


class WarningsAreNotErrors(NbGraderPreprocessor):
    """Show what a cell wrote to stderr as ordinary output.

    nbgrader gives a test cell 0 points when it has any stderr output, so a right answer that makes a library warn
    would score nothing (nbgrader pull request 1904 is such a case). A failed assertion is an error output and is
    left alone.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.name = "stdout"
        return cell, resources


def public_message(error: NotebookNode) -> str:
    """What a student may read of a hidden test's failure: property, likely cause, where to read; no values.

    Args:
        error: an error output of a graded cell.
    """
    if error.ename != "AssertionError":
        steps = OWN_STEP.findall("\n".join(error.traceback))
        place = ", in {2}, line {1} of cell {0}".format(*steps[-1]) if steps else ""
        return f"your code raised {error.ename}{place}"
    kept = [line for line in error.evalue.splitlines() if line.partition(":")[0] in PUBLIC_LABELS]
    return "\n".join(kept) or "a graded property does not hold"


class KeepHiddenTestsHidden(NbGraderPreprocessor):
    """Leave hidden tests, their values and what code printed inside them out of the feedback page.

    nbgrader shows both (nbgrader issues 917 and 1363). The autograded notebook of the instructor keeps everything.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if not is_grade(cell) or is_solution(cell) or cell.cell_type != "code":
            return cell, resources
        ClearHiddenTests().preprocess_cell(cell, resources, cell_index)
        errors = [output for output in cell.outputs if output.output_type == "error"]
        for error in errors:
            error.evalue = public_message(error)
            error.traceback = [error.evalue]
        cell.outputs = errors
        return cell, resources
