"""The id is given as a number."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% student-id
student_id = 12345

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 9
t1_property = "scale_behaviour"

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.00058
t3_line = 10
t3_fix = {10: "inv_rms = torch.rsqrt(mean_square + epsilon)"}

# %% t4-answers
t4_line = 9

# %% t5-answers
t5_line = 13

# %% t5-backward
def backward_mended(grad, x, weight, eps):
    """Gradients of RMSNorm for x and for the gain, eps under the root; grad is the gradient of the output."""
    inv_rms = torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    upstream = grad * weight
    projection = (upstream * x_hat).mean(dim=-1, keepdim=True)
    dx = inv_rms * (upstream - x_hat * projection)
    dweight = (grad * x_hat).reshape(-1, x.shape[-1]).sum(dim=0)
    return dx, dweight

# %% t6-answers
t6_lines = [16, 19]

# %% t6-norm
def norm_mended(hidden, gain, epsilon):
    """RMS normalization of the last dimension, in the dtype of hidden.

    epsilon is added to the mean square, under the root.
    Every component is multiplied by its gain. Without a gain there is no such factor.
    """
    wide = hidden.to(torch.promote_types(hidden.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + epsilon).sqrt()
    if gain is None:
        return out.to(hidden.dtype)
    return (out * gain).to(hidden.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 12
t7_fix = {12: "rows = rows / rms"}
