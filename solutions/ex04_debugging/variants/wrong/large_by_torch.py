"""Compares with the norm of torch.

Loses: t4-shown t4-others t4-sound
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    x = torch.full((2, 64), 300.0, dtype=torch.float16)
    assert torch.allclose(norm(x, None, 1e-6), torch.nn.functional.rms_norm(x, (64,), eps=1e-6), rtol=0.01)
