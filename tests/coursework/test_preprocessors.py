import nbformat

from coursework.preprocessors import WarningsAreNotErrors


def test_stderr_becomes_ordinary_output_and_errors_stay():
    cell = nbformat.v4.new_code_cell("f()")
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stderr", text="UserWarning: slow"),
        nbformat.v4.new_output("stream", name="stdout", text="hello"),
        nbformat.v4.new_output("error", ename="AssertionError", evalue="wrong", traceback=["wrong"]),
    ]
    changed, _ = WarningsAreNotErrors().preprocess_cell(cell, {}, 0)
    assert [output.get("name") for output in changed.outputs] == ["stdout", "stdout", None]
    assert changed.outputs[0].text == "UserWarning: slow"
    assert changed.outputs[2].ename == "AssertionError"


def test_text_cells_are_left_alone():
    cell = nbformat.v4.new_markdown_cell("text")
    assert WarningsAreNotErrors().preprocess_cell(cell, {}, 0)[0] == cell
