"""The outcome of several checks, for a terminal and for a notebook."""

import html
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDTH = 80


@dataclass(frozen=True)
class Result:
    """The outcome of one check.

    Attributes:
        name: name of the check.
        property: the property that was checked.
        passed: whether it holds; None where the check does not apply.
        message: why it failed, or why it does not apply; empty where it passed.
    """

    name: str
    property: str
    passed: bool | None
    message: str = ""

    @property
    def verdict(self) -> str:
        """``"passed"``, ``"FAILED"`` or ``"not applicable"``."""
        return {True: "passed", False: "FAILED", None: "not applicable"}[self.passed]


@dataclass(frozen=True)
class Report:
    """The outcome of all checks of one function; iterates over its results.

    Attributes:
        subject: name of the function.
        convention: name of the convention that it was checked against.
        eps: the eps of all probes that do not name another one.
        results: one result for each check.

    Example:
        >>> from rmsnorm_lib import rms_norm
        >>> from rmsnorm_lib.checks import check_all
        >>> report = check_all(lambda x, weight, eps: rms_norm(x, weight, None, eps), only=["values", "dtype"])
        >>> report.passed
        True
        >>> [result.name for result in report]
        ['values', 'dtype']
    """

    subject: str
    convention: str
    eps: float
    results: Sequence[Result]

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return not self.failed

    @property
    def failed(self) -> list[Result]:
        """The results of the checks that failed."""
        return [result for result in self.results if result.passed is False]

    def summary(self) -> str:
        """One sentence with the numbers."""
        applicable = [result for result in self.results if result.passed is not None]
        verdict = "all" if self.passed else f"{len(applicable) - len(self.failed)} of"
        return (
            f"{self.subject}: {verdict} {len(applicable)} checks passed "
            f"(convention {self.convention}, eps {self.eps:g})"
        )

    def __str__(self) -> str:
        lines = textwrap.wrap(self.summary(), WIDTH)
        for result in self.results:
            lines.append(f"{result.verdict:15}{result.name}")
            if result.passed is False:
                for line in result.message.splitlines():
                    lines += textwrap.wrap(line, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return two_column_table(self.summary(), ("check", "property"), [_row(result) for result in self.results])


def _row(result: Result) -> tuple[str, str]:
    verdict = result.verdict if result.passed else f"<strong>{result.verdict}</strong>"
    text = result.property if result.passed else result.message
    lines = "<br>".join(html.escape(line) for line in text.splitlines())
    return f"{html.escape(result.name.replace('_', ' '))}: {verdict}", lines


def two_column_table(caption: str, header: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """A table for a notebook, readable on a phone and in the dark: text wraps, and no colour is set.

    Args:
        caption: what the table shows, plain text.
        header: names of the columns, plain text.
        rows: HTML of the row headers and of the cells beside them.
    """
    cell = "text-align: left; vertical-align: top; white-space: normal; overflow-wrap: anywhere"
    widths = ("width: 40%", "width: 60%")
    head = "".join(
        f'<th scope="col" style="{cell}; {width}">{html.escape(one)}</th>'
        for one, width in zip(header, widths, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row" style="{cell}; font-weight: normal">{first}</th><td style="{cell}">{second}</td></tr>'
        for first, second in rows
    )
    # The site's theme and Jupyter know the class "dataframe": they give it borders, and colours for light and dark
    return (
        '<table class="dataframe" style="width: 100%; table-layout: fixed">'
        f'<caption style="caption-side: top; color: inherit; overflow-wrap: anywhere">{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
