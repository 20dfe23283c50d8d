"""The function is pasted and not mended.

Loses: t5-dx
Says: still gives what the shown code gives
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    """Gradients of RMSNorm for h and for the weight, eps under the root; upstream is the gradient of the output."""
    d = h.shape[-1]
    inv_rms = ((h * h).sum(-1, keepdim=True) / d + eps) ** -0.5
    grad_weight = (upstream * h * inv_rms).reshape(-1, d).sum(0)
    scaled = upstream * weight
    dot = (scaled * h).sum(-1, keepdim=True) / d
    grad_h = inv_rms * scaled - inv_rms**2 * dot * h
    return grad_h, grad_weight
