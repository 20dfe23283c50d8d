"""The torch tasks are done in NumPy and converted back."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import numpy as np
import torch


def rms(x, keepdim=False):
    h = x.detach().to(torch.float64).numpy()
    return torch.from_numpy(np.asarray(np.sqrt(np.square(h).mean(axis=-1, keepdims=keepdim)))).to(x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    h = x.numpy()
    row_rms = np.sqrt(np.mean(h * h, axis=-1, keepdims=True))
    return torch.from_numpy(np.asarray(alpha) * h / (row_rms + eps) + np.asarray(beta)).to(x.dtype)


# %% t4-outlier-share
def outlier_share(h):
    unit = h / np.sqrt(np.sum(h * h))
    return np.square(unit).max()
