"""Plain Python loops instead of array operations; other answers to the hand tasks."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
import math

import torch

rms_first = (50 / 4) ** 0.5
rms_second = 3.033


# %% t2-rms
def rms_vector(h):
    total = 0.0
    for component in h:
        total += float(component) ** 2
    return math.sqrt(total / len(h))


# %% t3-rms
def rms(x, keepdim=False):
    results = []
    for row in x.reshape(-1, x.shape[-1]).tolist():
        results.append(math.sqrt(math.fsum(component * component for component in row) / len(row)))
    shape = (*x.shape[:-1], 1) if keepdim else x.shape[:-1]
    return torch.tensor(results, dtype=x.dtype).reshape(shape)


# %% t4-outlier-share
def outlier_share(h):
    largest = 0.0
    for component in h:
        if abs(component) > abs(largest):
            largest = component
    return largest**2 / math.fsum(component**2 for component in h)


# %% t4-prediction-answer
own_vector = [0.5, 1.0, -1.5, 2.0, -8.0]
predicted_share = 0.89
predicted_rms = 3.8
predicted_smallest = 0.13

# %% t5-hand-answer
hand_result = (0.8, 2, 2.6)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    rows = x.reshape(-1, x.shape[-1])
    outputs = []
    for row in rows:
        row_rms = math.sqrt(sum(component * component for component in row.tolist()) / len(row))
        outputs.append(alpha * (row / (row_rms + eps)) + beta)
    return torch.stack(outputs).reshape(x.shape)
