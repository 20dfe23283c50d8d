"""Habits of the chapters that a machine can check."""

import re
import subprocess
from pathlib import Path
from statistics import median

import jupytext
import pytest

from .conftest import ROOT

CHAPTERS = sorted((ROOT / "chapters").glob("[0-9][0-9]_*.md"))
QUIZ = re.compile(r"^(`{4,})\{admonition\} (Question \d+)\n:class: quiz\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"^:::\{dropdown\} ([A-G])\. (.+)\n((?:.*\n)*?):::$", re.MULTILINE)


def ids(path) -> str:
    return path.stem


@pytest.mark.parametrize("path", CHAPTERS, ids=ids)
def test_every_question_gives_a_reason_for_every_option(path):
    questions = QUIZ.findall(path.read_text(encoding="utf-8"))
    assert len(questions) >= 3
    for _, title, body in questions:
        options = OPTION.findall(body)
        assert [letter for letter, _, _ in options] == list("ABCDEFG"[: len(options)]), title
        assert len(options) >= 3, title
        verdicts = [reason.split("**")[1] for _, _, reason in options]
        assert sorted(verdicts) == ["No."] * (len(options) - 1) + ["Right."], title
        for _, option, reason in options:
            assert len(reason.split()) >= 6, f"{title}: no reason for {option}"


@pytest.mark.parametrize("path", CHAPTERS, ids=ids)
def test_right_answers_do_not_stand_in_one_place(path):
    right = [
        next(letter for letter, _, reason in OPTION.findall(body) if "**Right.**" in reason)
        for _, _, body in QUIZ.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(set(right)) >= 3


@pytest.mark.parametrize("path", CHAPTERS, ids=ids)
def test_code_cells_are_short(path):
    cells = [cell for cell in jupytext.read(path).cells if cell.cell_type == "code"]
    lengths = [len([line for line in cell.source.splitlines() if line.strip()]) for cell in cells]
    assert median(lengths) <= 7
    assert max(lengths) <= 16


@pytest.mark.parametrize("path", CHAPTERS, ids=ids)
def test_a_chapter_has_its_fixed_parts(path):
    text = path.read_text(encoding="utf-8")
    for part in ("objectives", "predict", "pitfall", "evidence", "quiz"):
        assert f":class: {part}" in text, part
    assert text.count("{exercise}") >= 4
    assert text.count("Check this step in float64") >= 4
    assert re.search(r"^## Recap", text, re.MULTILINE)


@pytest.mark.parametrize("path", CHAPTERS, ids=ids)
def test_every_practice_problem_has_hints_and_a_solution(path):
    text = path.read_text(encoding="utf-8")
    labels = re.findall(r"\{exercise\}.*\n:label: (\S+)", text)
    assert len(labels) == len(set(labels)) == text.count("{exercise}")
    for label in labels:
        assert re.search(rf"\{{solution(-start)?\}} {label}\n:class: dropdown", text), label
    for number in (1, 2):
        assert text.count(f"Hint {number}\n") >= len(labels)


def test_every_entry_of_the_bibliography_has_a_way_to_find_it():
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@\w+\{(\S+),\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    assert entries
    for key, fields in entries:
        assert re.search(r"\b(doi|eprint|url)\s*=", fields), key


def test_every_citation_is_in_the_bibliography_and_every_entry_is_cited():
    keys = set(re.findall(r"^@\w+\{(\S+),", (ROOT / "references.bib").read_text(encoding="utf-8"), re.MULTILINE))
    cited = set()
    for path in [ROOT / "index.md", *(ROOT / "chapters").rglob("*.md")]:
        for group in re.findall(r"\{cite:[a-z]+\}`([^`]+)`", path.read_text(encoding="utf-8")):
            cited |= {key.strip() for key in group.split(",")}
    assert cited == keys


def test_glossary_terms_stand_in_alphabetical_order():
    text = (ROOT / "chapters" / "glossary.md").read_text(encoding="utf-8")
    terms = [
        line for line in text.split("```{glossary}")[1].splitlines() if line and not line.startswith((" ", ":", "`"))
    ]
    assert len(terms) >= 10
    assert terms == sorted(terms, key=str.lower)


def test_no_file_of_the_project_names_one_machine():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix == ".png" or name == "tests/site/test_text.py" or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        for folder in (str(ROOT), f"{Path.home()}/", "/home/"):
            assert folder not in text, f"{name} names {folder}"
