"""Steps added to nbgrader's own pipeline."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


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
