"""Run many notebooks fast: each in a fresh fork of one process that has torch loaded, without a Jupyter kernel.

nbgrader starts a kernel for every submission, most of whose time goes into importing torch again.
This is for measuring the graders on hundreds of made-up submissions; real submissions are graded by nbgrader.
"""

import io
import json
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from types import TracebackType
from unittest import mock

import nbformat
from nbformat.notebooknode import NotebookNode

# What notebooks import, and what Python imports again in each process because the main module does
PRELOADED = [
    "torch.testing",
    "matplotlib.pyplot",
    "rmsnorm_lib.checks",
    "IPython.core.interactiveshell",
    "coursework.__main__",
    "coursework.warm_up",
]


class CellTimeoutError(KeyboardInterrupt):
    """A cell ran longer than it may; like nbgrader's interrupt, no ``except Exception`` catches it."""


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Stop after ``seconds`` of the processor's time, so that a busy machine changes no verdict."""

    def stop(signum, frame):
        raise CellTimeoutError(f"the cell did not end within {seconds} s")

    timers = {signal.SIGPROF: (signal.ITIMER_PROF, seconds), signal.SIGALRM: (signal.ITIMER_REAL, 20 * seconds)}
    previous = {number: signal.signal(number, stop) for number in timers}
    for timer, limit in timers.values():
        # Again every second: what runs when the time is up, such as a student's __str__, may not end either
        signal.setitimer(timer, limit, 1)
    try:
        yield
    finally:
        for number, (timer, _) in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(number, previous[number])


def _run_cell(shell, source: str, seconds: int) -> list[dict]:
    stdout, stderr, errors = io.StringIO(), io.StringIO(), []
    shell._showtraceback = lambda kind, error, lines: errors.append((kind.__name__, str(error), lines))
    shell.displayhook.write_format_data = lambda *data: None
    shell.displayhook.write_output_prompt = lambda: None
    result = None
    try:
        with redirect_stdout(stdout), redirect_stderr(stderr), _time_limit(seconds):
            result = shell.run_cell(source, store_history=True)
    except CellTimeoutError:
        pass
    if (result is None or not result.success) and not errors:
        # The time ran out while the traceback of another error was being written
        errors.append((CellTimeoutError.__name__, f"the cell did not end within {seconds} s", []))
    # nbformat's own constructors check every output against a schema, which costs more than running the cell
    outputs = [
        {"output_type": "stream", "name": name, "text": stream.getvalue()}
        for name, stream in (("stdout", stdout), ("stderr", stderr))
        if stream.getvalue()
    ]
    for name, value, lines in errors:
        outputs.append({"output_type": "error", "ename": name, "evalue": value, "traceback": ["\n".join(lines)]})
    if result is not None and result.success and result.result is not None:
        shown = {"text/plain": repr(result.result)}
        outputs.append({"output_type": "execute_result", "data": shown, "metadata": {}, "execution_count": None})
    return outputs


def run_notebook(job: tuple[int, str, int]) -> tuple[int, str]:
    """Execute one notebook in this process: ``(index, notebook as JSON, seconds a cell)`` to ``(index, JSON)``."""
    import torch
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    index, text, seconds = job
    torch.set_num_threads(1)
    os.environ["MPLBACKEND"] = "Agg"
    notebook = json.loads(text)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}), colors="nocolor")
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = _run_cell(shell, cell["source"], seconds)
        os.chdir("/")
    return index, json.dumps(notebook)


class NotebookRunner:
    """A pool of processes that run notebooks; use it in a ``with`` block.

    Args:
        num_processes: how many run at a time; all processors if None.
        cell_seconds: time limit of one cell, in seconds of the processor.
    """

    def __init__(self, num_processes: int | None = None, cell_seconds: int = 10) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        # A process that has computed with several threads cannot be forked safely
        with mock.patch.dict(os.environ, OMP_NUM_THREADS="1"):
            self.pool = context.Pool(num_processes or os.cpu_count(), maxtasksperchild=1)
        self.cell_seconds = cell_seconds

    def __enter__(self) -> "NotebookRunner":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.terminate()
        self.pool.join()

    def run(self, notebooks: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
        """Executed copies of the notebooks, in their order; errors are outputs, as in nbgrader."""
        jobs = [(index, json.dumps(notebook), self.cell_seconds) for index, notebook in enumerate(notebooks)]
        for _, text in self.pool.imap(run_notebook, jobs, chunksize=1):
            yield nbformat.from_dict(json.loads(text))
