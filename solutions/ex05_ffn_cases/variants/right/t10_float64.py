"""Everything in float64, and a list is returned."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
import copy


def rounding_errors(block, rows):
    block = copy.deepcopy(block).double()
    n = block.input_norm(rows.double()).detach()
    exact, result = block.function(n), []
    for per_row, with_activations in ((False, False), (True, False), (True, True)):
        f = round_weights(copy.deepcopy(block.function), per_row)
        inputs = fake_int8(n, True) if with_activations else n
        if with_activations:
            f.down = nn.Sequential(Rounded(), f.down)
        result.append(relative_error(f(inputs), exact))
    return result


class Rounded(nn.Module):
    def forward(self, x):
        return fake_int8(x, True)

# %% t10-answers
present = 7.6
ratios = {"D": 0.29, "C": 0.35, "B": 1.08, "A": 0.93}
weights_only = "D"
gain_if_all_rounded = "folded"
