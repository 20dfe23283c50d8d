"""Sizes in NumPy float64.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
import numpy as np


def share_removed(old, new, change, rows):
    def update(block, between=lambda n: n):
        with torch.no_grad():
            return block.function(between(block.input_norm(rows))).cpu().numpy().astype(np.float64)

    reference = np.average(update(old), axis=0)
    drift = np.average(update(new), axis=0) - reference
    left = np.average(update(new, change), axis=0) - reference
    return float(1 - np.sqrt(np.mean(left**2) / np.mean(drift**2)))

# %% t9-answers
mean_share, bias_share, both_share, scale_share = np.array([0.105, 0.579, 0.968, 0.0])
verdict = "c"
