"""The graders must be graded by the same rule as nbgrader's, and a weak test must be found out."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from coursework import discrimination
from coursework.course import CourseError
from coursework.execution import NotebookRunner
from coursework.preprocessors import public_message

WEAK_TEST = "from rmsnorm_lib.checks import assert_close\nassert_close(double(0.0), 0.0, prop='twice the number')"
STRONG_TEST = (
    "from rmsnorm_lib.checks import assert_close\n"
    "assert_close(double(3.5), 7.0, prop='twice the number', mistakes={'the square': 12.25})"
)
ANSWER = "# %% t1-answer\ndef double(x):\n    return"
VARIANTS = {
    "wrong/square.py": f'"""The square.\n\nLoses: t1-value\nSays: the square\n"""\n{ANSWER} x * x\n',
    "wrong/quiet.py": f'"""Half.\n\nLoses: t1-value\nSays: half\n"""\n{ANSWER} x / 2\n',
    "right/sum.py": f'"""A sum.\n\nMutants: yes\n"""\n{ANSWER} x + x\n',
}


@pytest.fixture(scope="module")
def runner():
    with NotebookRunner(cell_seconds=2) as runner:
        yield runner


def graded_set(test: str):
    answer = new_code_cell("### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION")
    answer.metadata["nbgrader"] = {"grade_id": "t1-answer", "solution": True, "grade": False}
    graded = new_code_cell(test)
    graded.metadata["nbgrader"] = {"grade_id": "t1-value", "solution": False, "grade": True, "points": 2}
    return new_notebook(cells=[answer, graded])


@pytest.fixture
def exercise(tmp_path, monkeypatch):
    """A made-up exercise set whose graded cell is given by the test."""

    def write(test: str) -> str:
        folder = tmp_path / "solutions" / "ex"
        for name, text in VARIANTS.items():
            (folder / "variants" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "variants" / name).write_text(text)
        notebook = graded_set(test)
        monkeypatch.setattr(discrimination, "ROOT", tmp_path)
        monkeypatch.setattr(discrimination, "read_notebooks", lambda name: (notebook, notebook))
        monkeypatch.setattr(
            discrimination, "variant_paths", lambda name, kind: sorted((folder / "variants" / kind).glob("*.py"))
        )
        return "ex"

    return write


def test_a_strong_test_reaches_all_bars_but_the_unsaid_mistake(exercise, runner):
    (row,) = discrimination.measure(exercise(STRONG_TEST), runner)
    assert (row.named, row.named_missed) == (2, [])
    assert row.mutants >= 5
    assert row.mutants_missed == []
    assert (row.right, row.right_refused) == (1, [])
    assert row.unsaid == ["quiet"]
    assert discrimination.missed_bars([row]) == ["H"]


def test_a_weak_test_is_found_out(exercise, runner):
    (row,) = discrimination.measure(exercise(WEAK_TEST), runner)
    assert row.named_missed == ["quiet", "square"]
    assert any("x + x -> return x * x" in name or "x + x -> return x - x" in name for name in row.mutants_missed)
    assert {"K named", "K", "H"} <= set(discrimination.missed_bars([row]))
    table = discrimination.format_rows([row])
    assert "t1 named_missed: square" in table


def test_an_unfair_test_is_found_out(exercise, runner):
    test = "import inspect\n\nassert '2 *' in In[1], 'write it as I would'"
    (row,) = discrimination.measure(exercise(test), runner, with_mutants=False)
    assert row.right_refused == ["sum"]
    assert "A" in discrimination.missed_bars([row])


def test_a_message_with_a_hidden_number_is_a_leak(exercise, runner):
    # the numbers of a test stand in the released text here, so the leak needs one that is computed
    test = STRONG_TEST.replace("'twice the number'", "f'twice the number {10 / 8}'")
    (row,) = discrimination.measure(exercise(test), runner, with_mutants=False)
    assert row.leaks == ["quiet, t1-value", "square, t1-value"]


def test_a_solution_without_full_marks_is_refused(exercise, runner):
    with pytest.raises(CourseError, match=r"instructor's answers get \{'t1-value': 0\}"):
        discrimination.measure(exercise("assert double(1) == 3"), runner)


def test_an_accepted_mutant_needs_a_reason_and_is_left_out(exercise, runner, tmp_path):
    name = exercise(WEAK_TEST)
    (before,) = discrimination.measure(name, runner)
    change = before.mutants_missed[0].split(": ", 2)[2]
    (tmp_path / "solutions" / "ex" / "variants" / "accepted_mutants.toml").write_text(
        f'[[mutant]]\ncell = "t1-answer"\nchange = "{change}"\nreason = "for this test"\n'
    )
    (after,) = discrimination.measure(name, runner)
    assert after.mutants < before.mutants
    assert before.mutants_missed[0] not in after.mutants_missed


def test_endless_loops_end_and_errors_do_not_stop_the_notebook(runner):
    cells = ["x = 1", "while True:\n    pass", "1 / 0", "print(x)", "x + 1"]
    (executed,) = runner.run([new_notebook(cells=[new_code_cell(source) for source in cells])])
    outputs = [cell.outputs for cell in executed.cells]
    assert outputs[0] == []
    assert outputs[1][0].ename == "CellTimeoutError"
    assert outputs[2][0].ename == "ZeroDivisionError"
    assert outputs[3][0].text == "1\n"
    assert outputs[4][0].data["text/plain"] == "2"


def test_a_cell_that_fails_without_a_traceback_still_counts_as_failed(runner):
    source = "class Slow(Exception):\n    def __str__(self):\n        while True:\n            pass\n\n\nraise Slow()"
    (executed,) = runner.run([new_notebook(cells=[new_code_cell(source)])])
    assert [output.ename for output in executed.cells[0].outputs if output.output_type == "error"] == [
        "CellTimeoutError"
    ]


def test_notebooks_do_not_see_each_other(runner):
    notebook = new_notebook(
        cells=[new_code_cell("import torch\nseen = getattr(torch, 'mark', 0)\ntorch.mark = 1\nseen")]
    )
    for executed in runner.run([notebook] * 4):
        assert executed.cells[0].outputs[0].data["text/plain"] == "0"


def error(name: str, value: str, *traceback: str):
    return new_output("error", ename=name, evalue=value, traceback=list(traceback))


def test_students_read_why_but_no_value():
    message = "property: twice\nexpected: 7\ngot: 12.25\nlikely cause: the square\nread: chapter 1"
    assert (
        public_message(error("AssertionError", message)) == "property: twice\nlikely cause: the square\nread: chapter 1"
    )
    assert public_message(error("AssertionError", "assert 7 == 8")) == "a graded property does not hold"
    steps = ["Cell In[9], line 3, in check()", "Cell In[4], line 2, in double(x)"]
    assert (
        public_message(error("ValueError", "7", *steps)) == "your code raised ValueError, in double, line 2 of cell 4"
    )


def test_the_table_is_stored_with_its_origin(tmp_path, monkeypatch):
    monkeypatch.setattr(discrimination, "ROOT", tmp_path)
    (tmp_path / "solutions" / "ex").mkdir(parents=True)
    discrimination.write_rows("ex", [discrimination.TaskRow("t1", named=3)])
    text = discrimination.results_path("ex").read_text()
    assert '"torch"' in text
    assert '"named": 3' in text
