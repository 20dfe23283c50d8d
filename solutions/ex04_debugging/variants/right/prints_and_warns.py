"""Everything prints or warns, and the checks raise ValueError."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = int(12)
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    import warnings

    warnings.warn("a slow check", stacklevel=1)
    for shape in [(3, 4), (3, 2, 4), (2, 3, 2, 4)]:
        numbers = torch.arange(1.0, 1 + torch.Size(shape).numel()).reshape(shape)
        got = norm(numbers, None, 1e-9)
        want = numbers / numbers.pow(2).mean(-1, True).sqrt()
        print("largest difference", float((got - want).abs().max()))
        if (got - want).abs().max() > 1e-2:
            raise ValueError("rows are mixed")

# %% t3-answers
t3_half_sound = np.float64(0.0058)
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = torch.rsqrt(mean_square + epsilon); print('mended')"}

# %% t4-check
def check_large(norm):
    import sys

    print("checking", file=sys.stderr)
    y = norm(torch.full((2, 16), 600.0).half(), None, 1e-6)
    if not bool(((y > 0.97) & (y < 1.03)).all()):
        raise ValueError("large rows fail")

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    import warnings

    warnings.warn("not optimized", stacklevel=1)
    g, x, w = (t.detach().double().numpy() for t in (upstream, h, weight))
    r = 1 / np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    dx = r * (g * w) - r**3 * x * (g * w * x).mean(-1, keepdims=True)
    return torch.from_numpy(dx).to(h), torch.from_numpy((g * x * r).reshape(-1, x.shape[-1]).sum(0)).to(h)

# %% t6-norm
def norm_mended(x, weight, eps):
    import sys

    print("norm", tuple(x.shape), file=sys.stderr)
    h = x.to(torch.float64)
    inv_rms = torch.rsqrt(torch.einsum("...i,...i->...", h, h).unsqueeze(-1) / h.shape[-1] + eps)
    y = h * inv_rms
    return y.to(x.dtype) if weight is None else torch.mul(y, weight).to(x.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows = (rows.double() / rms.double()).to(rows.dtype)"}
