"""Every graded cell is wrong.

Loses: t1-layer-norm, t1-rms-norm, t2-layer-norm, t2-rms-norm, t2-eps, t2-contract, t3-hand, t3-code, t4-signs, t4-size, t5-agree, t5-disagree, t5-counter, t6-shift, t6-scale, t6-narrow, t7-passes, t7-claim, t8-center, t8-convert, t8-unchanged, t9-plot, t9-read
Says: the mean was not subtracted: this is RMSNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [0.25, 0.49, 1.23, 1.48]
rms_even = [-1.21, -0.73, 0.73, 1.21]
layer_mixed = [-0.19, 0.56, 0.93, 1.67]
rms_mixed = [-1.39, -0.28, 0.28, 1.39]


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    x -= x.mean(dim=-1, keepdim=True)
    return x / (x.square().mean(dim=-1, keepdim=True) + eps)


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True) + eps)


# %% t3-hand-answer
std_from_log = 1.44
rms_from_log = 17.0


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    return r + shift


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    return True


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    return True


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=1, keepdim=True), b - b.mean()


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    R *= gain
    return W, b, R, c


# %% t9-plot-answer
import torch.nn.functional as F


def plot_output_std(ax, rows):
    m = rows.mean(dim=-1) / rows.square().mean(dim=-1).sqrt()
    layer = F.layer_norm(rows, rows.shape[-1:], eps=0.0)
    rms = F.rms_norm(rows, rows.shape[-1:], eps=0.0)
    ax.plot(m, layer.var(dim=-1, correction=0), label="LayerNorm")
    ax.plot(m, rms.var(dim=-1, correction=0), label="RMSNorm")
    ax.set_xlabel("mean / RMS")
    ax.set_ylabel("standard deviation")
    ax.legend()


# %% t9-read-answer
std_at_06 = 0.4
m_at_half = 0.5
layer_norm_change = 0.0


# %% t4-answers
a_negative = 0
b_negative = 3
a_ratio = 1.09
b_ratio = -2
b_range = [0, 0.1]


# %% t5-answers
agree = [1, 2, 3, 4, 5]
disagree = [1, 1.5, 1.5, 2]
counter_example = [-1, -1, 2]
counter_mean = 0


# %% t7-answers
passes = [3, 5, 2, 1]
saving = 0.6
claim = "A"
