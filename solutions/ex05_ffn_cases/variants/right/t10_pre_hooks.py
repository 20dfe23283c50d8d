"""Inputs are rounded with hooks on a copy."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
from copy import deepcopy


def rounding_errors(block, rows):
    with torch.no_grad():
        n = block.input_norm(rows)
        target = block.function(n)
        copies = [deepcopy(block.function) for _ in range(3)]
        for one, per_row in zip(copies, (False, True, True)):
            round_weights(one, per_row)
        for module in copies[2].modules():
            if isinstance(module, nn.Linear):
                module.register_forward_pre_hook(lambda module, inputs: (fake_int8(inputs[0], True),))
        first, second, third = (relative_error(one(n), target) for one in copies)
    return first, second, third
