"""The second book holds what the public site must not."""

import subprocess

import pytest
import yaml

from coursework import instructor_edition
from coursework.course import CourseError, assignments
from coursework.instructor_edition import TOC, build, settings


def test_its_settings_are_those_of_the_site_but_for_what_it_shows():
    public = {
        "title": "A book",
        "exclude_patterns": ["_build", "solutions"],
        "execute": {"timeout": 9, "exclude_patterns": ["exercises/*"]},
        "html": {"baseurl": ""},
    }
    changed = settings(public)
    assert changed["title"] == "A book: instructor edition"
    assert "solutions" not in changed["exclude_patterns"]
    assert "solutions/*/variants/*" in changed["exclude_patterns"]
    assert changed["execute"] == {"timeout": 9}
    assert changed["html"] == public["html"]
    assert public["execute"]["exclude_patterns"] == ["exercises/*"]


def test_every_set_stands_in_its_table_of_contents():
    toc = yaml.safe_load(TOC.read_text(encoding="utf-8"))
    files = {chapter["file"] for part in toc["parts"] for chapter in part["chapters"]}
    for assignment in assignments():
        for name in (assignment, "rubric", "teaching_notes"):
            assert f"solutions/{assignment}/{name}" in files


def test_a_build_that_fails_is_an_error(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(instructor_edition.subprocess, "run", lambda *arguments, **options: failed)
    with pytest.raises(CourseError, match="instructor edition failed"):
        build(tmp_path)


def test_it_builds_and_shows_solutions_rubrics_and_tables(tmp_path):
    page = build(tmp_path)
    html = page.parent
    for assignment in assignments():
        text = (html / assignment / f"{assignment}.html").read_text(encoding="utf-8")
        assert "BEGIN SOLUTION" in text
        assert "BEGIN HIDDEN TESTS" in text
        assert (html / assignment / "rubric.html").exists()
    tables = (html / "discrimination.html").read_text(encoding="utf-8")
    for assignment in assignments():
        assert assignment in tables
