"""The checks compare with the formula in NumPy; the functions follow it in torch."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4.0
t1_rms_large = 1 / 16
t1_line = 12
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    rng = np.random.default_rng(0)
    for shape in [(5,), (3, 5), (2, 3, 5), (2, 2, 3, 5)]:
        h = rng.normal(1.0, 1.0, shape)
        expected = h / np.sqrt((h**2).mean(axis=-1, keepdims=True))
        got = norm(torch.tensor(h, dtype=torch.float32), None, 1e-10).double().numpy()
        if not np.allclose(got, expected, rtol=1e-3, atol=1e-5):
            return False
    return True

# %% t3-answers
t3_half_sound = 0.0055
t3_half_shown = 0.0006
t3_line = 11
t3_fix = {11: "inv_rms = 1 / torch.sqrt(mean_square + epsilon)"}

# %% t4-check
def check_large(norm):
    h = np.random.default_rng(0).uniform(250, 350, (3, 32)) * np.where(np.arange(32) % 2, 1, -1)
    x = torch.tensor(h, dtype=torch.float16)
    exact = x.double().numpy()
    expected = exact / np.sqrt((exact**2).mean(axis=-1, keepdims=True))
    got = norm(x, None, 1e-6).double().numpy()
    return bool(np.allclose(got, expected, rtol=0.01, atol=0.01))

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    rms = torch.sqrt(h.square().mean(-1, keepdim=True) + eps)
    n = h / rms
    g = upstream * weight
    return (g - n * (g * n).mean(-1, keepdim=True)) / rms, (upstream * n).flatten(0, -2).sum(0)

# %% t6-norm
def norm_mended(x, weight, eps):
    h = x.double()
    y = h / torch.sqrt(h.square().mean(-1, keepdim=True) + eps)
    return (y if weight is None else y * weight.double()).to(x.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows = torch.div(rows, rms)"}
