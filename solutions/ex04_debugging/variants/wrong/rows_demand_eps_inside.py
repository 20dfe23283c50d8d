"""Demands eps under the root, although it may also stand outside.

Loses: t2-sound
Says: it demands one place of eps
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(1))
        y = x / (x.square().mean(-1, keepdim=True) + 0.1).sqrt()
        assert torch.allclose(norm(x, None, 0.1), y, rtol=1e-3, atol=1e-4)
