"""Student s2293 takes the dtype for the fault.

Loses: t7-property
Says: float32 matters here for another reason
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% student-id
student_id = "s2293"

# %% t1-answers
t1_rms_small = 0.5
t1_rms_large = 4
t1_line = 13
t1_property = "scale_behaviour"

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.0014
t3_line = 17
t3_fix = {17: "mean_square = x_wide.pow(2).sum(-1, keepdim=True) / d + eps"}

# %% t4-answers
t4_line = 12

# %% t5-answers
t5_line = 13

# %% t5-backward
def backward_mended(x, gain, dy, epsilon):
    """Gradients of RMSNorm for x and for the gain, epsilon under the root; dy is the gradient of the output."""
    rms = (x.pow(2).mean(-1, keepdim=True) + epsilon).sqrt()
    n = x / rms
    dgain = (dy * n).flatten(0, -2).sum(0)
    u = dy * gain
    along = (u * n).mean(-1, keepdim=True)
    return (u - n * along) / rms, dgain

# %% t6-answers
t6_lines = [13, 14]

# %% t6-norm
def norm_mended(x, g, eps):
    """RMSNorm of the last dimension, in the dtype of x.

    eps is added to the RMS, outside the root.
    Every component is multiplied by its gain g. Without g there is no such factor.
    """
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    d = wide.shape[-1]
    rms = torch.linalg.vector_norm(wide, dim=-1, keepdim=True) / math.sqrt(d)
    out_dtype = x.dtype
    normed = wide / (rms + eps)
    if g is not None:
        normed = normed * g.to(wide.dtype)
    return normed.to(out_dtype)

# %% t7-answers
t7_property = "dtype"
t7_line = 13
t7_fix = {13: "x_wide = x_wide * inv_rms"}
