"""Percent are returned.

Loses: t10-errors
Says: these are percent
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
import copy


def rounding_errors(block, rows):
    n = block.input_norm(rows)
    exact = block.function(n)
    whole = round_weights(copy.deepcopy(block.function), False)
    by_row = round_weights(copy.deepcopy(block.function), True)
    f = by_row
    rounded = fake_int8(n, True)
    if f.gate is None:
        inner = f.activation(f.up(rounded))
    else:
        inner = f.activation(f.gate(rounded)) * f.up(rounded)
    everything = f.down(fake_int8(inner, True))
    return tuple(100 * relative_error(y, exact) for y in (whole(n), by_row(n), everything))
