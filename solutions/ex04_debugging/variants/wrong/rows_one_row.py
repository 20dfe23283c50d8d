"""Tries one row at a time.

Loses: t2-others t2-ranks t2-sound
Says: never calls the implementation with more than one row
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    g = torch.Generator().manual_seed(1)
    for shape in [(8,), (1, 8), (1, 1, 8), (1, 1, 1, 8)]:
        x = torch.randn(shape, generator=g)
        together = norm(x, None, 1e-6).reshape(-1, shape[-1])
        alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, shape[-1])])
        assert torch.allclose(together, alone, rtol=1e-3, atol=1e-4)
