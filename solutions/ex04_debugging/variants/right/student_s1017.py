"""The right answers of student s1017."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% student-id
student_id = "s1017"

# %% t1-answers
t1_rms_small = 0.0625
t1_rms_large = 256
t1_line = 11
t1_property = "scale_behaviour"

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.0001
t3_line = 15
t3_fix = {15: "y = h / torch.sqrt(rms**2 + eps)"}

# %% t4-answers
t4_line = 14

# %% t5-answers
t5_line = 10

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
t6_lines = [16, 17]

# %% t6-norm
def norm_mended(x, weight, eps):
    """RMS normalization of the last dimension, in the dtype of x.

    eps is added to the mean square, under the root.
    The gain is 1 + weight: a stored weight of 0 changes nothing. Without a weight there is no gain.
    """
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    mean_square = h.square().mean(dim=-1, keepdim=True)
    y = h * torch.rsqrt(mean_square + eps)
    if weight is not None:
        y = y * (1 + weight.to(h.dtype))
    return y.to(x.dtype)

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 9
t7_fix = {9: "h = h * torch.rsqrt(mean_square + eps)"}
