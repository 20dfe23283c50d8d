"""The faulty code of the debugging exercises, in several versions for each implementation.

A *case* is one faulty implementation of an exercise task. It comes in several versions of equal difficulty, which
differ in names, order of lines and place of the fault.
"""

from collections.abc import Mapping
from types import MappingProxyType

# What may stand above the function; it moves the line numbers
HEADERS = (
    "import math\nimport torch\n\n\n",
    "# Normalization layers of the model\nimport math\nimport torch\n\n\n",
    "import math\n\nimport torch\nfrom torch import nn\n\n\n",
    '"""Normalization layers."""\n\nimport math\n\nimport torch\n\n\n',
)

_SCALE = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    scale = 1.0 / (mean_square + eps)
    y = h * scale
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """Divide every row by its RMS; epsilon stands under the root."""
    dtype = hidden.dtype
    wide = hidden.to(torch.promote_types(dtype, torch.float32))
    total = (wide * wide).sum(dim=-1, keepdim=True)
    inv_rms = torch.rsqrt(total / wide.shape[-1] + epsilon)
    out = wide / inv_rms
    if gain is None:
        return out.to(dtype)
    return (gain * out).to(dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    rms = torch.sqrt(x_wide.pow(2).mean(-1, keepdim=True) + eps)
    normed = x_wide * torch.rsqrt(rms)
    return (normed * g).to(x.dtype)
''',
}

_ROWS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of every row (last dimension); eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    dims = tuple(range(1, h.ndim)) or (0,)
    mean_square = h.square().mean(dim=dims, keepdim=True)
    y = h * torch.rsqrt(mean_square + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def token_norm(tokens, gain, epsilon):
    """RMS normalization of every row (last dimension); epsilon stands under the root."""
    wide = tokens.to(torch.promote_types(tokens.dtype, torch.float32))
    last = min(1, wide.ndim - 1)
    energy = (wide * wide).mean(dim=last, keepdim=True)
    out = wide / torch.sqrt(energy + epsilon)
    if gain is not None:
        out = out * gain
    return out.to(tokens.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMS normalization of every row (last dimension); eps stands under the root."""
    dtype = x.dtype
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x = x.to(torch.promote_types(dtype, torch.float32))
    rows = x.reshape(x.shape[0], -1) if x.ndim > 1 else x
    rms = (rows.pow(2).mean(-1, keepdim=True) + eps).sqrt()
    normed = (rows / rms).reshape(x.shape)
    return (g * normed).to(dtype)
''',
}

_EPS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension.

    eps is added to the mean square, under the root.
    """
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    length = torch.linalg.vector_norm(h, dim=-1, keepdim=True)
    rms = length / math.sqrt(h.shape[-1])
    y = h / (rms + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon is added to the mean square, under the root."""
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    mean_square = (wide * wide).mean(-1, keepdim=True)
    inv_rms = torch.rsqrt(mean_square + 1e-6)
    out = wide * inv_rms
    if gain is not None:
        out = out * gain
    return out.to(hidden.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one.

    eps is added to the mean square, under the root.
    """
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    d = x_wide.shape[-1]
    mean_square = (x_wide.pow(2).sum(-1, keepdim=True) + eps) / d
    normed = x_wide / mean_square.sqrt()
    return (g * normed).to(x.dtype)
''',
}

_RANGE = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    wide = torch.promote_types(x.dtype, torch.float32)
    squares = x.square()
    mean_square = squares.to(wide).mean(dim=-1, keepdim=True)
    y = x.to(wide) * torch.rsqrt(mean_square + eps)
    return (y if weight is None else y * weight).to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon stands under the root."""
    dtype = hidden.dtype
    d = hidden.shape[-1]
    wide = hidden.to(torch.promote_types(dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True).to(dtype)
    inv_rms = torch.rsqrt(total.to(wide.dtype) / d + epsilon)
    out = wide * inv_rms
    if gain is not None:
        out = out * gain
    return out.to(dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = x_wide.pow(2).mean(-1, keepdim=True)
    mean_square = mean_square.type_as(x)
    rms = (mean_square.type_as(x_wide) + eps).sqrt()
    return (x_wide / rms * g).to(x.dtype)
''',
}

_BACKWARD = {
    "A": '''
def backward(grad, x, weight, eps):
    """Gradients of RMSNorm for x and for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    upstream = grad * weight
    projection = (grad * x_hat).mean(dim=-1, keepdim=True)
    dx = inv_rms * (upstream - x_hat * projection)
    dweight = (grad * x_hat).reshape(-1, x.shape[-1]).sum(dim=0)
    return dx, dweight
''',
    "B": '''
def backward(x, gain, dy, epsilon):
    """Gradients of RMSNorm for x and for the gain, epsilon under the root; dy is the gradient of the output."""
    rms = (x.pow(2).mean(-1, keepdim=True) + epsilon).sqrt()
    n = x / rms
    dgain = (dy * n).flatten(0, -2).sum(0)
    u = dy * gain
    along = (u * n).sum(-1, keepdim=True)
    return (u - n * along) / rms, dgain
''',
    "C": '''
def backward(upstream, weight, eps, h):
    """Gradients of RMSNorm for h and for the weight, eps under the root; upstream is the gradient of the output."""
    d = h.shape[-1]
    inv_rms = ((h * h).sum(-1, keepdim=True) / d + eps) ** -0.5
    grad_weight = (upstream * h * inv_rms).reshape(-1, d).sum(0)
    scaled = upstream * weight
    dot = (scaled * h).sum(-1, keepdim=True) / d
    grad_h = inv_rms * scaled - inv_rms**2 * dot * h
    return grad_h, grad_weight
''',
}

_TWO_FAULTS = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension, in the dtype of x.

    eps is added to the mean square, under the root.
    The gain is 1 + weight: a stored weight of 0 changes nothing. Without a weight there is no gain.
    """
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    y = h * torch.rsqrt(mean_square + eps)
    if weight is not None:
        y = y * weight.to(h.dtype)
    return y.to(h.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension, in the dtype of hidden.

    epsilon is added to the mean square, under the root.
    Every component is multiplied by its gain. Without a gain there is no such factor.
    """
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total + epsilon).sqrt()
    if gain is None:
        return out.to(hidden.dtype)
    return out.to(hidden.dtype) * gain
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm of the last dimension, in the dtype of x.

    eps is added to the RMS, outside the root.
    Every component is multiplied by its gain g. Without g there is no such factor.
    """
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    d = wide.shape[-1]
    rms = torch.linalg.vector_norm(wide, dim=-1, keepdim=True) / math.sqrt(max(d - 1, 1))
    out_dtype = x.dtype if g is None else torch.promote_types(x.dtype, g.dtype)
    normed = wide / (rms + eps)
    if g is not None:
        normed = normed * g.to(wide.dtype)
    return normed.to(out_dtype)
''',
}

_MEMORY = {
    "A": '''
def rms_norm(x, weight, eps):
    """RMS normalization of the last dimension; eps stands under the root."""
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    h.mul_(torch.rsqrt(mean_square + eps))
    if weight is not None:
        h = h * weight
    return h.to(x.dtype)
''',
    "B": '''
def normalize(hidden, gain, epsilon):
    """RMS normalization of the last dimension; epsilon stands under the root."""
    d = hidden.shape[-1]
    rows = hidden.reshape(-1, d).to(torch.promote_types(hidden.dtype, torch.float32))
    rms = torch.sqrt((rows * rows).sum(-1, keepdim=True) / d + epsilon)
    rows /= rms
    out = rows if gain is None else rows * gain
    return out.reshape(hidden.shape).to(hidden.dtype)
''',
    "C": '''
def forward(x, g, eps):
    """RMSNorm with gain g, or without one; eps stands under the root."""
    if g is None:
        g = torch.ones(x.shape[-1], device=x.device)
    x_wide = x.type(torch.promote_types(x.dtype, torch.float32))
    inv_rms = (x_wide.pow(2).mean(-1, keepdim=True) + eps).rsqrt()
    torch.mul(x_wide, inv_rms, out=x_wide)
    return (x_wide * g).type_as(x)
''',
}

_GAIN_GRADIENT = {
    "A": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    terms = (grad * x_hat).reshape(-1, x.shape[-1])
    return terms.mean(dim=0)
''',
    "B": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    d = x.shape[-1]
    rms = ((x * x).sum(-1, keepdim=True) / d + eps).sqrt()
    terms = (grad * x / rms).reshape(-1, d)
    dweight = torch.zeros_like(weight)
    for row in terms:
        dweight = row
    return dweight
''',
    "C": '''
def gain_gradient(grad, x, weight, eps):
    """Gradient of RMSNorm for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = (x.pow(2).mean(-1, keepdim=True) + eps) ** -0.5
    y = weight * (x * inv_rms)
    per_row = grad * y
    return per_row.flatten(0, -2).sum(0)
''',
}

VERSIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "t1": _SCALE,
        "t2": _ROWS,
        "t3": _EPS,
        "t4": _RANGE,
        "t5": _BACKWARD,
        "t6": _TWO_FAULTS,
        "t7": _MEMORY,
        "t8": _GAIN_GRADIENT,
    }
)
