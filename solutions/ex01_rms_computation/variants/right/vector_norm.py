"""The Euclidean norm divided by the root of d."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np
import torch


def rms_vector(h):
    return np.linalg.norm(h) / np.sqrt(h.size)


# %% t3-rms
def rms(x, keepdim=False):
    norm = torch.linalg.vector_norm(x, dim=-1, keepdim=keepdim, dtype=torch.promote_types(x.dtype, torch.float32))
    return (norm / x.shape[-1] ** 0.5).to(x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = torch.linalg.vector_norm(x, dim=-1, keepdim=True) / x.shape[-1] ** 0.5
    return torch.addcmul(torch.as_tensor(beta), torch.as_tensor(alpha), x / (row_rms + eps))


# %% t4-outlier-share
def outlier_share(h):
    return (np.linalg.norm(h, ord=np.inf) / np.linalg.norm(h)) ** 2
