"""Imported once by the process that all notebooks are forked from: it fills the caches that a first error fills."""

import json

from coursework.execution import run_notebook

FAILING_CELL = {"cell_type": "code", "source": "def f(x):\n    return x / 0\n\n\nf(1)"}

run_notebook((0, json.dumps({"cells": [FAILING_CELL]}), 5))
