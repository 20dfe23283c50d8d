"""Compares with the norm of torch.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    for shape in [(4, 8), (2, 4, 8), (2, 3, 4, 8)]:
        x = torch.randn(shape, generator=torch.Generator().manual_seed(1))
        torch.testing.assert_close(norm(x, None, 1e-6), torch.nn.functional.rms_norm(x, (8,), eps=1e-6))
