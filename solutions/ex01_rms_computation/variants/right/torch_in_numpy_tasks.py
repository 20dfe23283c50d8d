"""The NumPy tasks are done in torch and return tensors of shape ()."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
import numpy as np
import torch

rms_first = np.float32(3.54)
rms_second = torch.tensor(3.03)


# %% t2-rms
def rms_vector(h):
    return torch.as_tensor(h).square().mean().sqrt()


# %% t4-outlier-share
def outlier_share(h):
    weights = torch.from_numpy(h).square()
    return (weights / weights.sum()).amax()


# %% t5-hand-answer
hand_result = 1.5 * torch.tensor([1.0, 5.0, 7.0]) / 5 + 0.5
