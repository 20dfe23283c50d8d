"""Tries batches of rows only, and compares exactly.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: no input of three dimensions
Contains: rows_two_dimensions_only rows_compared_exactly
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    g = torch.Generator().manual_seed(1)
    for shape in [(4, 8)]:
        x = torch.randn(shape, generator=g)
        together = norm(x, None, 1e-6).reshape(-1, shape[-1])
        alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, shape[-1])])
        assert torch.equal(together, alone)
