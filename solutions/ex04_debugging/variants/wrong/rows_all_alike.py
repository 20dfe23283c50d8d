"""All rows of an input are the same.

Loses: t2-others t2-ranks t2-sound
Says: all rows of an input have the same RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    g = torch.Generator().manual_seed(1)
    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape[-1], generator=g).expand(shape).clone()
        together = norm(x, None, 1e-6).reshape(-1, shape[-1])
        alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, shape[-1])])
        assert torch.allclose(together, alone, rtol=1e-3, atol=1e-4)
