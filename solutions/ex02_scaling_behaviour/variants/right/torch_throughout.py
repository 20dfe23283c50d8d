"""Torch in the NumPy tasks; the gradient is split into parts along and across; the impostor takes magnitudes."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 4096**0.5
point = torch.tensor([3.0, 4.0]) / 12.5**0.5
half_axes = (1, 4, 2, 6)
smallest_rms, largest_rms = 0.5, 3


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = torch.tensor(1 - loss, dtype=torch.float64)
    if placement == "inside":
        # sin and tan of one angle: s = sin(a), r / sqrt(eps) = tan(a)
        return eps**0.5 * torch.tan(torch.asin(left))
    return eps * left / (1 - left)


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    old = torch.matmul(x, weight.transpose(0, 1))
    old = norm(old.clone())
    new = norm(torch.nn.functional.linear(*transform(x + 0, weight + 0)))
    return ((new - old).square().sum() / old.square().sum()).sqrt()


# %% t4-input-gradient
def input_gradient(h, g, eps):
    mean_square = torch.einsum("nd,nd->n", h, h)[:, None] / h.shape[1]
    inv_rms = (mean_square + eps) ** -0.5
    share = eps / (mean_square + eps)
    length = h.norm(dim=1, keepdim=True)
    u = torch.where(length > 0, h / torch.where(length > 0, length, 1.0), 0.0)
    along = u * (u * g).sum(1, True)
    return inv_rms * (g - along + share * along)


# %% t5-turn-angle
def turn_angle(h, weight):
    a = torch.as_tensor(h / np.abs(h).max())
    b = a * torch.as_tensor(weight)
    cosine = torch.nn.functional.cosine_similarity(a, b, dim=0, eps=0.0)
    return torch.rad2deg(torch.acos(cosine.clamp(-1, 1)))


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    both = []
    for number in (1.0, factor):
        batch = x.detach().clone()
        batch[row].mul_(number)
        both.append(norm(batch).clone())
    moved = (both[1] - both[0]).abs().gt(1e-6).any(dim=-1)
    moved[row] = False
    return moved.nonzero().flatten()


# %% t7-plot-answer
input_rms = torch.logspace(-8, 2, 300, dtype=torch.float64)
output_outside = input_rms / (input_rms + 1e-4)
output_inside = input_rms * torch.rsqrt(input_rms**2 + 1e-4)
input_rms, output_outside, output_inside = (t.numpy() for t in (input_rms, output_outside, output_inside))
fig, ax = plt.subplots()
ax.loglog(input_rms, output_outside, input_rms, output_inside)
ax.legend(["outside", "inside"])
ax.set_xlabel("RMS of the row")
ax.set_ylabel("RMS of the output")


# %% t8-impostor
def impostor(h):
    t = torch.as_tensor(h).abs()
    return t / t.pow(2).mean().sqrt()


# %% t9-undo
def undo(y, eps):
    t = torch.as_tensor(y)
    return (t * (eps / (1 - t.square().mean(-1, keepdim=True))).sqrt()).numpy()
