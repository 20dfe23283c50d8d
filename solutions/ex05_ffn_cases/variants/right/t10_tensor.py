"""One tensor is returned."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
import copy


def rounding_errors(block, rows):
    n, f = block.input_norm(rows), copy.deepcopy(block.function)
    by_tensor, by_row = copy.deepcopy(f), copy.deepcopy(f)
    round_weights(by_tensor, per_row=False)
    round_weights(by_row, per_row=True)
    small = fake_int8(n, per_row=True)
    gate = by_row.activation((by_row.up if by_row.gate is None else by_row.gate)(small))
    product = gate if by_row.gate is None else gate * by_row.up(small)
    third = by_row.down(fake_int8(product, per_row=True))
    return np.array([relative_error(y, f(n)) for y in (by_tensor(n), by_row(n), third)])

# %% t10-answers
present = 7.6
ratios = dict(A=0.93, B=1.08, C=0.35, D=0.29)
weights_only = "D "
gain_if_all_rounded = "FOLDED"
