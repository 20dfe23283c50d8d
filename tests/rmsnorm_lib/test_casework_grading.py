import pytest

from rmsnorm_lib.casework import assert_argument_order, assert_student_id, show_case, withheld


@pytest.mark.parametrize("student_id", ["", "  ", ..., None, True, 1.5])
def test_an_empty_student_id_is_refused(student_id):
    with pytest.raises(AssertionError, match=r"likely cause: student_id was left empty"):
        assert_student_id(student_id)


@pytest.mark.parametrize("student_id", ["s1", " S1 ", 0, 12345])
def test_a_student_id_is_a_text_or_a_number(student_id):
    assert_student_id(student_id)


def test_code_without_a_student_id_is_shown_with_a_warning(capsys):
    show_case("t1", "")
    assert "NO STUDENT ID" in capsys.readouterr().out
    show_case("t1", "s1")
    assert "NO STUDENT ID" not in capsys.readouterr().out


SHOWN = ("x", "gain", "dy", "epsilon")


@pytest.mark.parametrize(
    "fn",
    [
        lambda x, gain, dy, epsilon: None,
        lambda h, weight, grad, eps: None,
        lambda *arguments: None,
        lambda x, g, dy, epsilon: None,
        lambda x, gain, dy: None,
    ],
)
def test_an_order_of_arguments_passes_if_nothing_speaks_against_it(fn):
    assert_argument_order(fn, SHOWN)


@pytest.mark.parametrize("fn", [lambda dy, x, gain, epsilon: None, lambda grad, h, weight, eps: None])
def test_another_order_of_arguments_is_named(fn):
    with pytest.raises(
        AssertionError, match="expected: input, gain, gradient of the output, eps\ngot: gradient of the output, input"
    ):
        assert_argument_order(fn, SHOWN)


def test_a_withheld_helper_is_named_and_comes_back():
    namespace = {"helper": abs}
    exec("def uses():\n    return helper(-1)\ndef other():\n    return unknown", namespace)
    with pytest.raises(AssertionError, match="likely cause: helper was called"), withheld(namespace, "helper"):
        namespace["uses"]()
    assert namespace["uses"]() == 1
    with pytest.raises(NameError, match="unknown"), withheld(namespace, "helper"):
        namespace["other"]()
    assert namespace["helper"] is abs
