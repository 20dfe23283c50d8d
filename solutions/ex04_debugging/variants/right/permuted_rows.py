"""Permutes rows and scales a row by a power of two."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = np.float32(4)
t1_rms_large = torch.tensor(0.0625)
t1_line = 12
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    g = torch.Generator().manual_seed(8)
    for shape in [(6, 8), (3, 4, 8), (2, 3, 4, 8)]:
        rows = torch.randn(shape, generator=g).reshape(-1, 8)
        order = torch.randperm(len(rows), generator=g)
        straight = norm(rows.reshape(shape), torch.ones(8), 1e-6).reshape(-1, 8)
        shuffled = norm(rows[order].reshape(shape), torch.ones(8), 1e-6).reshape(-1, 8)
        flat = norm(rows, None, 1e-6)
        single = norm(rows[0], None, 1e-6)
        if (straight[order] - shuffled).abs().max() > 1e-3 or (flat - straight).abs().max() > 1e-3:
            return False
        if (single - flat[0]).abs().max() > 1e-3:
            return False

# %% t3-answers
t3_half_sound = 0.0064
t3_half_shown = 0.00052
t3_line = 11
t3_fix = {11: "    rms = torch.sqrt(mean_square + epsilon)\n    inv_rms = 1 / rms"}

# %% t4-check
def check_large(norm):
    small = torch.linspace(-2, 3, 32).half().reshape(1, 32)
    a, b = norm(small, None, 1e-9), norm(small * 512, None, 1e-9)
    return torch.allclose(a.float(), b.float(), atol=0.01)

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = ((h * h).sum(-1, keepdim=True) / d + eps) ** -0.5
    scaled = upstream * weight
    dot = torch.einsum("...i,...i->...", scaled, h)[..., None] / d
    return inv_rms * scaled - inv_rms**3 * dot * h, torch.einsum("...i,...i->i", upstream, h * inv_rms)

# %% t6-norm
def norm_mended(x, weight=None, eps=1e-6):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    length = torch.linalg.vector_norm(h, dim=-1, keepdim=True)
    scale = torch.rsqrt(length.square() / h.shape[-1] + eps)
    h = h * scale
    if weight is not None:
        h = h * weight
    return h.to(x.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows = rows * (1 / rms)"}

# %% t6-answers
t6_lines = (18, 15)
