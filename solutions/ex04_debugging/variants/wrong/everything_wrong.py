"""Every task has a typical mistake.

Loses: t1-prediction t1-line t1-property t2-shown t2-others t2-ranks t2-sound t3-plot t3-line t3-fix t4-shown t4-others t4-sound t4-line t5-line t5-dx t5-dweight t6-one-line t6-both-lines t6-float32 t6-dtype t7-property t7-line t7-fix
Says: this is what sound code gives
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 1
t1_rms_large = 1
t1_line = 1
t1_property = "gain"

# %% t2-check
def check_rows(norm):
    return True

# %% t3-answers
t3_half_sound = 1e-4
t3_half_shown = 1e-2
t3_line = 1
t3_fix = {1: "import math"}

# %% t4-check
def check_large(norm):
    return True

# %% t4-answers
t4_line = 1

# %% t5-answers
t5_line = 1

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
    x_hat = h * inv_rms
    u = upstream * weight
    dx = inv_rms * u
    dw = (upstream * x_hat).reshape(-1, d).mean(0)
    return dx, dw

# %% t6-answers
t6_lines = [1, 2]

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total + eps).sqrt()
    if weight is None:
        return out
    return out * weight

# %% t7-answers
t7_property = "dtype"
t7_line = 1
t7_fix = {1: "import math"}

# %% t8-explanation
The gain is wrong because of float32.
