"""Changes one row at a time, compares float16 with float32, and uses automatic differentiation."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    for shape in [(4, 8), (3, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(3))
        before = norm(x.clone(), None, 1e-6).reshape(-1, shape[-1])
        for changed in range(x.numel() // shape[-1]):
            other = x.clone().reshape(-1, shape[-1])
            other[changed] *= 50
            after = norm(other.reshape(shape), None, 1e-6).reshape(-1, shape[-1])
            for row in range(len(after)):
                if row != changed:
                    assert torch.allclose(after[row], before[row], rtol=1e-3, atol=1e-4), f"row {row} has changed"

# %% t3-answers
t3_half_sound = 10**-2.25
t3_half_shown = 10**-3.25
t3_line = 11
t3_fix = {11: "    inv_rms = (mean_square + epsilon) ** -0.5"}

# %% t4-check
def check_large(norm):
    x = torch.randn(4, 64, generator=torch.Generator().manual_seed(1)) * 300
    half = norm(x.half(), torch.ones(64).half(), 1e-6).float()
    single = norm(x, torch.ones(64), 1e-6)
    assert (half - single).abs().max() < 0.03, "float16 differs from float32"

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    h, weight = h.clone().requires_grad_(), weight.clone().requires_grad_()
    y = h * torch.rsqrt(h.square().mean(-1, keepdim=True) + eps) * weight
    return torch.autograd.grad(y, (h, weight), upstream)

# %% t6-norm
def norm_mended(hidden, gain, epsilon):
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + epsilon).sqrt()
    if gain is None:
        return out.to(hidden.dtype)
    return out.to(hidden.dtype) * gain.to(hidden.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "    rows = rows.clone()\n    rows /= rms"}
