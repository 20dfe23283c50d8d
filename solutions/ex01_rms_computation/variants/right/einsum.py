"""Sums of squares by einsum and dot products.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import torch


def rms_vector(h):
    return (h @ h / h.size) ** 0.5


# %% t3-rms
def rms(x, keepdim=False):
    h = x.to(torch.float64)
    result = torch.einsum("...d,...d->...", h, h).div(h.shape[-1]).sqrt().to(x.dtype)
    if keepdim:
        result = result.unsqueeze(-1)
    return result


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = torch.einsum("...d,...d->...", x, x).div(x.shape[-1]).sqrt()
    return x * alpha / (row_rms[..., None] + eps) + beta


# %% t4-outlier-share
def outlier_share(h):
    largest = abs(h).max()
    return largest**2 / (h @ h)
