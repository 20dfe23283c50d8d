"""Every task has a typical mistake; only shapes, dtypes and unchanged inputs are right.

Loses: t1-first, t1-second, t2-values, t2-scales, t3-values, t3-low-precision, t4-share, t4-sign, t4-prediction, t5-hand, t5-values, t5-gain-bias, t5-eps, t5-zero-row
Says: the standard deviation: the mean was subtracted first
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 1.87
rms_second = 3.01


# %% t2-rms
def rms_vector(h):
    return np.std(h)


# %% t3-rms
def rms(x, keepdim=False):
    return x.square().sum(dim=-1, keepdim=keepdim).sqrt()


# %% t4-outlier-share
def outlier_share(h):
    return np.max(h) / np.sum(h)


# %% t4-prediction-answer
own_vector = [1, -2, 3, 10]
predicted_share = 0.63
predicted_rms = 5.3
predicted_smallest = 0.19

# %% t5-hand-answer
hand_result = [1.05, 2.25, 2.85]


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return alpha * centred / torch.sqrt(centred.square().mean(dim=-1, keepdim=True) + eps)


# %% t6-explanation
The RMS stays the same, because it is an average.
