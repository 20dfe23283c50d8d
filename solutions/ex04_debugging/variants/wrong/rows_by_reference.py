"""Compares with the reference of the library.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    from rmsnorm_lib import rms_norm

    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(1))
        assert torch.allclose(norm(x, None, 1e-6), rms_norm(x, None, None, 1e-6), atol=1e-4)
