"""The id is left empty; the answers fit the code that is shown then.

Loses: t1-prediction t1-line t2-shown t3-plot t3-line t3-fix t4-shown t4-line t5-line t5-dx t5-dweight t6-one-line t6-both-lines t6-float32 t7-line t7-fix
Says: student_id was left empty
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% student-id
student_id = ""

# %% t1-answers
t1_rms_small = 0.5
t1_rms_large = 4
t1_line = 12
t1_property = "scale_behaviour"

# %% t3-answers
t3_half_sound = 0.006
t3_half_shown = 0.0001
t3_line = 14
t3_fix = {14: "y = h / torch.sqrt(rms**2 + eps)"}

# %% t4-answers
t4_line = 11

# %% t5-answers
t5_line = 12

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    """Gradients of RMSNorm for h and for the weight, eps under the root; upstream is the gradient of the output."""
    d = h.shape[-1]
    inv_rms = ((h * h).sum(-1, keepdim=True) / d + eps) ** -0.5
    grad_weight = (upstream * h * inv_rms).reshape(-1, d).sum(0)
    scaled = upstream * weight
    dot = (scaled * h).sum(-1, keepdim=True) / d
    grad_h = inv_rms * scaled - inv_rms**3 * dot * h
    return grad_h, grad_weight

# %% t6-answers
t6_lines = [16, 17]

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
t7_property = "input_unchanged"
t7_line = 11
t7_fix = {11: "rows = rows / rms"}
