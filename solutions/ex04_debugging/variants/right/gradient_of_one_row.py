"""Looks at the gradient of one row, loops over numbers, computes in NumPy."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 2**2
t1_rms_large = 2**-4
t1_line = 12
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    for shape in [(4, 6), (2, 4, 6), (2, 2, 4, 6)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(2)).requires_grad_()
        y = norm(x, None, 1e-6).reshape(-1, 6)
        weights = torch.arange(1.0, 7.0)
        (grad,) = torch.autograd.grad((y[-1] * weights).sum(), x)
        others = grad.reshape(-1, 6)[:-1]
        assert others.abs().max() < 1e-5

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = 1 / torch.linalg.vector_norm(torch.cat([wide / wide.shape[-1] ** 0.5, wide[..., :1] * 0 + epsilon**0.5], -1), dim=-1, keepdim=True)"}

# %% t4-check
def check_large(norm):
    x = torch.tensor([[400.0, -400.0] * 8], dtype=torch.half)
    got = norm(x, None, 1e-6).tolist()[0]
    for value, sign in zip(got, [1, -1] * 8):
        if not abs(value - sign) <= 0.02:
            return False
    return True

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    mean_square = h.pow(2).mean(dim=-1, keepdim=True) + eps
    u = upstream * weight
    numerator = u * mean_square - h * (u * h).mean(dim=-1, keepdim=True)
    dx = numerator / mean_square.pow(1.5)
    dweight = (upstream * h / mean_square.sqrt()).reshape(-1, h.shape[-1]).sum(dim=0)
    return [dx, dweight]

# %% t6-norm
def norm_mended(x, weight, eps):
    y = x.detach().double().numpy()
    y = y / np.sqrt((y * y).mean(axis=-1, keepdims=True) + eps)
    if weight is not None:
        y = y * weight.detach().double().numpy()
    return torch.as_tensor(y).to(x.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows = torch.stack([r / s for r, s in zip(rows, rms)])"}

# %% t6-answers
t6_lines = {15, 18}
