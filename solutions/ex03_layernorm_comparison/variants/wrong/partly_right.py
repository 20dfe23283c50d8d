"""LayerNorm keeps the mean, the writer's bias is not centred, task 6 is left out.

Loses: t2-layer-norm, t2-eps, t6-shift, t6-scale, t6-narrow, t8-center, t8-convert
Says: b was not centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt()


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    raise NotImplementedError()


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    raise NotImplementedError()


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=0), b
