"""One helper does the work of tasks 2 and 3; the formula is split into steps with rsqrt."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import torch
import torch.nn.functional as F


def mean_square(h, keepdim=False):
    return (h * h).mean(-1, keepdim)


def rms_vector(h):
    return mean_square(torch.as_tensor(h, dtype=torch.float64)).sqrt().item()


# %% t3-rms
def rms(x, keepdim=False):
    return torch.sqrt(mean_square(x.clone().double(), keepdim)).to(dtype=x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    # x / (r + eps) = (x / r) * r / (r + eps), and x / r is a unit vector times the root of d
    d = x.shape[-1]
    row_rms = x.norm(dim=-1, keepdim=True) / d**0.5
    unit = F.normalize(x, dim=-1, eps=1e-30)
    shrink = torch.where(row_rms > 0, row_rms / (row_rms + eps), torch.zeros_like(row_rms))
    return (unit * d**0.5 * shrink) * alpha + beta


# %% t7-stable-rms
def stable_rms(x):
    scale = torch.clamp(torch.linalg.vector_norm(x, ord=float("inf")), min=torch.finfo(x.dtype).tiny)
    return scale * mean_square(x / scale).sqrt()


# %% t4-outlier-share
def outlier_share(h):
    position = abs(h).argmax()
    return h[position] ** 2 / (mean_square(torch.as_tensor(h)) * h.size)
