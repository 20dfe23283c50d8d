"""The rounding is written out."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
def steps(x, dims):
    step = x.abs().amax(dims, keepdim=True) / 127
    return torch.round(x / step) * step


def rounding_errors(block, rows):
    with torch.no_grad():
        f, n = block.function, block.input_norm(rows)
        exact = f(n)
        results = []
        for dims, tokens in (((0, 1), False), ((1,), False), ((1,), True)):
            inputs = steps(n, (1,)) if tokens else n
            inner = inputs @ steps(f.up.weight, dims).T
            if f.gate is None:
                inner = torch.nn.functional.gelu(inner)
            else:
                inner = inner * torch.nn.functional.silu(inputs @ steps(f.gate.weight, dims).T)
            inner = steps(inner, (1,)) if tokens else inner
            y = inner @ steps(f.down.weight, dims).T
            results.append(((y - exact).square().sum(0) / exact.square().sum(0)).sqrt().mean().item())
        return tuple(results)
