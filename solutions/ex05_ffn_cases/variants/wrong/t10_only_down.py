"""Only the last matrix is rounded.

Loses: t10-errors
Says: only down was rounded
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
import copy


def rounding_errors(block, rows):
    n = block.input_norm(rows)
    exact = block.function(n)
    whole = copy.deepcopy(block.function)
    round_weights(whole.down, False)
    by_row = copy.deepcopy(block.function)
    round_weights(by_row.down, True)
    f = by_row
    rounded = fake_int8(n, True)
    if f.gate is None:
        inner = f.activation(f.up(rounded))
    else:
        inner = f.activation(f.gate(rounded)) * f.up(rounded)
    everything = f.down(fake_int8(inner, True))
    return (relative_error(whole(n), exact), relative_error(by_row(n), exact), relative_error(everything, exact))
