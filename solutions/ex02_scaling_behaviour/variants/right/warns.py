"""Every function emits an unneeded warning, which goes to stderr; the impostor puts all into one component."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-size-for-loss
import sys
import warnings


def size_for_loss(loss, eps, placement):
    warnings.warn("size_for_loss has not been optimized", stacklevel=1)
    left = 1 - loss
    power = 1 if placement == "outside" else 2
    return (eps * left**power / (1 - left**power)) ** (1 / power)


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    print("measuring", file=sys.stderr)
    before = norm(x.mm(weight.t())).clone()
    new_x, new_weight = transform(x.clone(), weight.clone())
    gap = norm(new_x.mm(new_weight.t())).sub(before)
    return torch.norm(gap).item() / torch.norm(before).item()


# %% t4-input-gradient
def input_gradient(h, g, eps):
    warnings.warn("slow", stacklevel=1)
    h = h.clone().requires_grad_(True)
    divisor = torch.linalg.vector_norm(torch.cat([h / h.shape[1] ** 0.5, torch.full_like(h[:, :1], eps**0.5)], 1), dim=1)
    (g * h / divisor[:, None]).sum().backward()
    return h.grad


# %% t5-turn-angle
def turn_angle(h, weight):
    warnings.warn("degrees", stacklevel=1)
    y = weight * h
    a, b = h / np.sqrt(np.sum(h**2)), y / np.sqrt(np.sum(y**2))
    cosine = float(np.sum(a * b))
    if abs(cosine) > 1:
        cosine = round(cosine)
    return np.arccos(cosine) / np.pi * 180


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    print("comparing", file=sys.stderr)
    scale = torch.ones_like(x)
    scale[row] = factor
    gap = torch.abs(norm(x * scale) - norm(x * 1)).amax(1)
    return tuple(i for i in range(x.shape[0]) if i != row and gap[i].item() > 1e-6)


# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 64)
output_outside = np.float32(input_rms / (input_rms + 1e-4))
output_inside = np.float32(input_rms / np.sqrt(input_rms**2 + 1e-4))
warnings.warn("plotting", stacklevel=1)
fig, (ax, other) = plt.subplots(1, 2)
ax.loglog(input_rms, output_outside, label="outside")
ax.loglog(input_rms, output_inside, label="inside")
ax.legend()
ax.set_title("two places of eps")
ax.set_xlabel("in")
ax.set_ylabel("out")


# %% t8-impostor
def impostor(h):
    warnings.warn("impostor", stacklevel=1)
    y = np.zeros(h.size)
    y[np.argmax(h)] = h.size**0.5
    return y
