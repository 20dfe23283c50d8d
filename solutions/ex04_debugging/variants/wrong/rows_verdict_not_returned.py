"""Computes the verdict and does not give it back.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: what your check asks of the outputs holds
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(1))
        alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, 8)]).reshape(x.shape)
        ok = torch.allclose(norm(x, None, 1e-6), alone, atol=1e-4)
        print("rows are independent:", ok)
