"""The graded cells tell wrong answers from right ones: a sample is run, and the stored full run is up to date."""

import json

import pytest

from coursework.course import assignments
from coursework.discrimination import TaskRow, digest, format_rows, measure, missed_bars, results_path
from coursework.execution import NotebookRunner

ALL = pytest.mark.parametrize("assignment", assignments())


@pytest.fixture(scope="module")
def runner():
    with NotebookRunner(cell_seconds=10) as runner:
        yield runner


@ALL
def test_a_sample_of_the_variants_is_judged_rightly(assignment, runner):
    rows = measure(assignment, runner, with_mutants=False, num_pairs=3, num_variants=10)
    assert sum(row.named for row in rows) >= 10
    assert sum(row.right for row in rows) >= 6
    for row in rows:
        found = [row.named_missed, row.right_refused, row.leaks, row.not_monotone]
        assert not any(found), format_rows([row])


@ALL
def test_the_stored_table_is_of_these_sources_and_reaches_the_bars(assignment):
    stored = json.loads(results_path(assignment).read_text(encoding="utf-8"))
    assert stored["provenance"]["sources"] == digest(assignment), "run `make discrimination` and commit the result"
    rows = [TaskRow(**row) for row in stored["rows"]]
    assert missed_bars(rows) == [], format_rows(rows)
    assert sum(row.mutants for row in rows) >= 50
