"""A function of rmsnorm_lib centres the layer.

Loses: t8-center, t8-convert, t8-unchanged
Says: center_output of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t8-center-answer
import torch

from rmsnorm_lib.conversion import center_output


def center_weights(W, b):
    layer = torch.nn.Linear(W.shape[1], W.shape[0]).double()
    with torch.no_grad():
        layer.weight.copy_(W)
        layer.bias.copy_(b)
    layer = center_output(layer)
    return layer.weight.detach(), layer.bias.detach()
