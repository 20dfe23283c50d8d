"""Checks that the whole output has RMS 1.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: what your check asks of the outputs holds
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(1)) * 3
        y = norm(x, None, 1e-8)
        assert abs(y.square().mean().sqrt().item() - 1) < 0.01
