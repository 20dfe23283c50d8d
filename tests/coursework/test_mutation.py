import ast

import pytest

from coursework.mutation import mutants

ANSWER = '''
def rms(x, keepdim=False):
    """Root mean square."""
    if x.ndim < 1:
        scale = -1
    return x.square().mean(dim=-1, keepdim=keepdim).sqrt()
'''


def test_every_mutant_is_other_valid_code():
    found = mutants(ANSWER)
    assert len({one.source for one in found}) == len(found) >= 10
    for one in found:
        ast.parse(one.source)
        assert one.source != ast.unparse(ast.parse(ANSWER))
        assert '"""Root mean square."""' in one.source


@pytest.mark.parametrize(
    "change",
    [
        "x.square().sum(dim=-1, keepdim=keepdim).sqrt()",
        "x.square().mean(dim=-1).sqrt()",
        "x.square().mean(dim=1, keepdim=keepdim).sqrt()",
        "x.abs().mean(dim=-1, keepdim=keepdim).sqrt()",
        "x.square().mean(dim=-1, keepdim=keepdim)",
        "x.mean(dim=-1, keepdim=keepdim).sqrt()",
    ],
)
def test_typical_mistakes_are_among_the_mutants(change):
    assert any(one.source.endswith(f"return {change}") for one in mutants(ANSWER))


def test_a_missing_statement_is_a_mutant_and_a_placeholder_is_left_alone():
    changes = [one.change for one in mutants("result = ...\nresult = a * b")]
    assert "result = a * b -> pass" in changes
    assert not any(change.startswith("result = ...") for change in changes)


def test_the_answer_itself_is_not_changed():
    before = ANSWER
    mutants(before)
    assert [one.change for one in mutants(before)] == [one.change for one in mutants(ANSWER)]


def test_lambdas_and_conditional_expressions_are_no_blocks():
    changes = [one.change for one in mutants("f = lambda a: a + 1 if a else 2")]
    assert "f = lambda a: a + 1 if a else 2 -> f = lambda a: a - 1 if a else 2" in changes
