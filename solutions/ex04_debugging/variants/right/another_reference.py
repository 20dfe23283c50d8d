"""A second reference from which mutants are made: checks against the formula, functions built from the RMS.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    for rank in range(1, 5):
        x = torch.randn([2, 3, 4, 16][-rank:], generator=torch.Generator().manual_seed(5)) * 4
        rms = norm(x, None, 1e-8).square().mean(dim=-1).sqrt()
        torch.testing.assert_close(rms, torch.ones_like(rms), rtol=1e-3, atol=1e-3)

# %% t4-check
def check_large(norm):
    x = torch.randn(4, 64, generator=torch.Generator().manual_seed(1)) * 300
    half = norm(x.half(), torch.ones(64).half(), 1e-6).float()
    single = norm(x, torch.ones(64), 1e-6)
    assert (half - single).abs().max() < 0.03

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    rms = torch.sqrt(h.square().mean(-1, keepdim=True) + eps)
    n = h / rms
    g = upstream * weight
    return (g - n * (g * n).mean(-1, keepdim=True)) / rms, (upstream * n).flatten(0, -2).sum(0)

# %% t6-norm
def norm_mended(x, weight, eps):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    length = torch.linalg.vector_norm(h, dim=-1, keepdim=True)
    scale = torch.rsqrt(length.square() / h.shape[-1] + eps)
    h = h * scale
    if weight is not None:
        h = h * weight
    return h.to(x.dtype)
