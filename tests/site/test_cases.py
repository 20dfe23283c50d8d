"""Habits of the ten cases that a machine can check."""

import re
from statistics import median

import jupytext
import pytest

from .conftest import ROOT
from .test_text import OPTION, QUIZ

CASES = sorted((ROOT / "chapters" / "cases").glob("[0-9][0-9]_*.md"))
CHOICES, ESSAYS = CASES[:4], CASES[4:]
SECTIONS = ("situation", "decide", "experiment", "verdict", "otherwise", "rubric")
WORDS_OF_AN_ESSAY = range(230, 431)


def by_name(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def test_there_are_ten_cases_in_order():
    assert [path.stem[:2] for path in CASES] == [f"{number:02}" for number in range(1, 11)]


@by_name(CASES)
def test_a_case_has_its_sections_in_order(path):
    text, number = path.read_text(encoding="utf-8"), int(path.stem[:2])
    places = [text.index(f"(case-{number})="), *(text.index(f"(case-{number}-{name})=") for name in SECTIONS)]
    assert places == sorted(places)
    assert f"# Case {number}: " in text
    for part in ("objectives", "predict"):
        assert f":class: {part}" in text, part


@by_name(CASES)
def test_cells_are_short_and_something_can_fail(path):
    cells = [cell.source for cell in jupytext.read(path).cells if cell.cell_type == "code"]
    lengths = [len([line for line in source.splitlines() if line.strip()]) for source in cells]
    assert median(lengths) <= 8
    assert max(lengths) <= 18
    assert any(re.search(r"^\s*(assert |check\(|np\.testing\.|torch\.testing\.)", source, re.M) for source in cells)


def questions(path) -> list[list[tuple[str, str, str]]]:
    """Letter, text and reason of every option of every question of a page."""
    return [OPTION.findall(body) for _, _, body in QUIZ.findall(path.read_text(encoding="utf-8"))]


@by_name(CHOICES)
def test_a_case_with_a_choice_gives_a_reason_for_every_option(path):
    assert questions(path)
    for options in questions(path):
        assert len(options) >= 4
        verdicts = [reason.split("**")[1] for _, _, reason in options]
        assert sorted(verdict.rstrip(".") for verdict in verdicts) == ["No"] * (len(options) - 1) + ["Right"]
        assert all(len(reason.split()) >= 12 for _, _, reason in options)


def test_the_right_options_do_not_stand_in_one_place():
    right = [letter for path in CHOICES for letter, _, reason in questions(path)[0] if "**Right.**" in reason]
    assert len(right) == len(CHOICES)
    assert len(set(right)) >= 3


@by_name(ESSAYS)
def test_a_model_answer_has_the_length_that_is_asked_for(path):
    text = path.read_text(encoding="utf-8")
    box = r"^(`{3,}|:{3,})\{(?:admonition|dropdown)\} (?:A|The) model answer\n(?::class:[^\n]*\n)?(.*?)^\1$"
    answer = re.search(box, text, re.M | re.S)
    assert answer, "no dropdown named 'A model answer'"
    assert len(answer[2].split()) in WORDS_OF_AN_ESSAY
    assert len(re.findall(r"^\d\. ", answer[2], re.M)) >= 3, "the causal chain has numbered links"
