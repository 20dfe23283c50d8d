"""Everything around nbgrader: releasing exercises, collecting answers, grading, reporting."""
