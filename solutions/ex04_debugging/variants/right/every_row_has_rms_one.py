"""Looks at the RMS of every output row; works row by row, with the Jacobian written out."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "scale_behaviour "

# %% t2-check
def check_rows(norm):
    for rank in range(1, 5):
        x = torch.randn([2, 3, 4, 16][-rank:], generator=torch.Generator().manual_seed(5)) * 4
        rms = norm(x, None, 1e-8).square().mean(dim=-1).sqrt()
        torch.testing.assert_close(rms, torch.ones_like(rms), rtol=1e-3, atol=1e-3)

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 11
t3_fix = {11: "inv_rms = (epsilon + mean_square).sqrt().reciprocal()"}

# %% t4-check
def check_large(norm):
    for size in (256.5, 300.0, 1000.0, 20000.0):
        x = torch.full((1, 8), size, dtype=torch.float16)
        rms = norm(x, None, 1e-5).double().square().mean().sqrt()
        assert 0.98 < rms < 1.02

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    rows, grads = h.reshape(-1, h.shape[-1]), upstream.reshape(-1, h.shape[-1])
    dw, dx = torch.zeros_like(weight), torch.empty_like(rows)
    d = rows.shape[1]
    for i, (row, grad) in enumerate(zip(rows, grads)):
        r = (row @ row / d + eps) ** -0.5
        dw = dw + grad * row * r
        jacobian = r * torch.eye(d, dtype=h.dtype) - r**3 / d * torch.outer(row, row)
        dx[i] = jacobian @ (grad * weight)
    return dx.reshape(h.shape), dw

# %% t6-norm
def norm_mended(x, weight, eps):
    rows = [row.float() if x.dtype != torch.float64 else row for row in x.reshape(-1, x.shape[-1])]
    rows = [row / (row @ row / len(row) + eps) ** 0.5 for row in rows]
    if weight is not None:
        rows = [row * weight for row in rows]
    return torch.stack(rows).reshape(x.shape).type_as(x)

# %% t7-answers
t7_property = " input_unchanged "
t7_line = 13
t7_fix = {13: "rows = rows * rms.reciprocal()"}
