"""The whole cycle with nbgrader: release, hand in, autograde, feedback, scores."""

import nbformat
import pytest

from coursework.__main__ import main
from coursework.course import assignments
from coursework.grading import format_scores
from coursework.sample_class import VARIANTS, grade_sample_class, open_sample_class
from coursework.submissions import read_variant, variant_paths

ASSIGNMENT = "ex01_rms_computation"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course_dir = tmp_path_factory.mktemp("course")
    return course_dir, {one.student: one for one in grade_sample_class(ASSIGNMENT, course_dir)}


def test_every_student_gets_a_score(graded):
    _, scores = graded
    assert set(scores) == {"perfect", "untouched", *VARIANTS}


def test_the_instructors_answers_get_full_marks(graded):
    _, scores = graded
    perfect = scores["perfect"]
    assert perfect.max_score >= 20
    assert perfect.waiting == 4
    assert perfect.score == perfect.max_score - perfect.waiting


def test_the_untouched_release_gets_nothing(graded):
    _, scores = graded
    assert scores["untouched"].score == 0
    assert scores["untouched"].waiting == 0


def test_every_public_check_of_the_untouched_release_fails_with_a_reason(graded):
    course_dir, _ = graded
    notebook = nbformat.read(course_dir / "autograded" / "untouched" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    public = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith("public")
    ]
    assert len(public) >= 6
    for cell in public:
        assert cell.outputs[-1].output_type == "error"
        assert "public checks failed; the reasons are printed above" in cell.outputs[-1].evalue
        assert "not written yet" in cell.outputs[0].text or "not been replaced yet" in cell.outputs[0].text


def lost_otherwise(assignment, scores) -> dict[str, set[str]]:
    """Students whose lost cells are not those that their variant names, with the cells in question."""
    variants = {path.stem: read_variant(path) for path in variant_paths(assignment, "wrong")}
    found = {}
    for student in VARIANTS.keys() & scores.keys():
        lost = {cell for cell, points in scores[student].cells.items() if points < scores["perfect"].cells[cell]}
        named = set(variants[VARIANTS[student].removeprefix("wrong/").removesuffix(".py")].loses)
        if lost != named:
            found[student] = lost ^ named
    return found


def test_each_student_loses_the_points_that_the_variant_names_and_no_others(graded):
    _, scores = graded
    assert lost_otherwise(ASSIGNMENT, scores) == {}


@pytest.mark.parametrize("assignment", sorted(set(assignments()) - {ASSIGNMENT}))
def test_the_other_sets_are_graded_as_their_variants_say(assignment, tmp_path):
    # The endless loop is left out: it costs half a minute a set and shows nothing new
    scores = {one.student: one for one in grade_sample_class(assignment, tmp_path, without={"never-ends"})}
    assert set(scores) == {"perfect", "untouched", *VARIANTS} - {"never-ends"}
    assert scores["perfect"].waiting > 0
    assert scores["perfect"].score == scores["perfect"].max_score - scores["perfect"].waiting
    assert scores["untouched"].score == scores["untouched"].waiting == 0
    assert lost_otherwise(assignment, scores) == {}


def test_an_endless_loop_is_stopped_and_the_rest_is_graded(graded):
    course_dir, scores = graded
    notebook = nbformat.read(course_dir / "autograded" / "never-ends" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    errors = [output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    assert any(output.ename in ("CellTimeoutError", "KeyboardInterrupt") for output in errors)
    assert scores["never-ends"].score > scores["wrong"].score


def test_feedback_is_written_for_everyone(graded):
    _, scores = graded
    for one in scores.values():
        assert one.feedback.stat().st_size > 10_000


def test_the_table_has_a_line_for_every_student(graded):
    _, scores = graded
    table = format_scores(list(scores.values()))
    assert len(table.splitlines()) == len(scores) + 1
    for one in scores.values():
        assert any(line.startswith(one.student) and f"{one.score:g}" in line for line in table.splitlines())


def test_the_report_names_scores_and_files(graded, monkeypatch, capsys):
    course_dir, scores = graded
    monkeypatch.setattr("coursework.__main__.COURSE_DIR", course_dir)
    monkeypatch.setattr("coursework.__main__.ROOT", course_dir)
    monkeypatch.setattr("coursework.__main__.open_sample_class", lambda: open_sample_class(course_dir))
    assert main(["report"]) == 0
    output = capsys.readouterr().out
    for one in scores.values():
        assert one.student in output
        assert f"feedback/{one.student}/{ASSIGNMENT}/{ASSIGNMENT}.html" in output
