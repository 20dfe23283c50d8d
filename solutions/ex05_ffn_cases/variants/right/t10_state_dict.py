"""The weights are put back from a copy of the state."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
def rounding_errors(block, rows):
    state = {name: value.clone() for name, value in block.state_dict().items()}
    n = block.input_norm(rows)
    exact = block.function(n)
    errors = []
    try:
        for per_row in (False, True):
            block.load_state_dict(state)
            errors.append(relative_error(round_weights(block.function, per_row)(n), exact))
        hook = block.function.down.register_forward_pre_hook(lambda module, inputs: fake_int8(inputs[0], True))
        errors.append(relative_error(block.function(fake_int8(n, True)), exact))
        hook.remove()
    finally:
        block.load_state_dict(state)
    return tuple(errors)
