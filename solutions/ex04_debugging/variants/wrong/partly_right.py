"""Tasks 1 and 2 in part, the checks of task 4 and the functions of tasks 5 and 6 left out.

Loses: t1-line t2-ranks t4-shown t4-others t4-sound t5-dx t5-dweight t6-float32 t6-dtype
Says: no input of four dimensions
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 1
t1_property = "scale_behaviour"

# %% t2-check
def check_rows(norm):
    g = torch.Generator().manual_seed(1)
    for shape in [(4, 8), (2, 4, 8)]:
        x = torch.randn(shape, generator=g)
        together = norm(x, None, 1e-6).reshape(-1, shape[-1])
        alone = torch.stack([norm(row, None, 1e-6) for row in x.reshape(-1, shape[-1])])
        assert torch.allclose(together, alone, rtol=1e-3, atol=1e-4)

# %% t4-check
def check_large(norm):
    raise NotImplementedError()

# %% t5-backward
def backward_mended(*arguments):
    raise NotImplementedError()

# %% t6-norm
def norm_mended(x, weight, eps):
    raise NotImplementedError()
