"""A complex step for the gradient, a root finder for the size, an angle from lengths; the impostor rolls the row."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-size-for-loss
import numpy as np


def size_for_loss(loss, eps, placement):
    # Newton's method for the logarithm of the size, from the landmark
    def left(log_size):
        r = np.exp(log_size)
        return r / (r + eps) if placement == "outside" else r / np.sqrt(r * r + eps)

    low, high = np.log(eps) - 20, np.log(eps) / 2 + 20
    while high - low > 1e-12:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if left(middle) < 1 - loss else (low, middle)
    return np.exp(low)


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    kept_x, kept_weight = x.clone(), weight.clone()
    before = norm(x @ weight.T).clone()
    new_x, new_weight = transform(x, weight)
    after = norm(new_x @ new_weight.T).clone()
    x.copy_(kept_x)
    weight.copy_(kept_weight)
    return torch.sqrt(torch.mean((after - before) ** 2)) / torch.sqrt(torch.mean(before**2))


# %% t4-input-gradient
def input_gradient(h, g, eps):
    rows, upstream, t = h.numpy(), g.numpy(), 1e-30
    result = np.empty_like(rows)
    for k in range(rows.shape[1]):
        step = rows.astype(complex)
        step[:, k] += 1j * t
        outputs = step / np.sqrt(np.mean(step * step, axis=-1, keepdims=True) + eps)
        result[:, k] = np.sum(upstream * np.imag(outputs) / t, axis=-1)
    return torch.from_numpy(result)


# %% t5-turn-angle
def turn_angle(h, weight):
    a = h / np.linalg.norm(h)
    b = weight * a
    b = b / np.linalg.norm(b)
    # the two points of the unit circle are a chord apart
    chord = np.linalg.norm(a - b)
    return np.degrees(2 * np.arcsin(min(1.0, chord / 2)))


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    keep = x.clone()
    before = norm(x).clone()
    x.copy_(keep)
    x[row] = x[row] * factor
    after = norm(x).clone()
    x.copy_(keep)
    others = set(range(len(x))) - {row}
    return sorted(i for i in others if torch.any((after[i] - before[i]).abs() > 1e-6))


# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 1001)
output_outside, output_inside = (input_rms / divisor for divisor in (input_rms + 1e-4, np.hypot(input_rms, 0.01)))
fig = plt.figure()
ax = fig.add_subplot(1, 1, 1, xscale="log", yscale="log", xlabel="in", ylabel="out")
ax.plot(input_rms, output_outside)
ax.plot(input_rms, output_inside)
ax.plot([1e-8, 1e2], [0.5, 0.5], "k:")
ax.legend(["outside", "inside", "half"])


# %% t8-impostor
def impostor(h):
    return np.roll(h, 1) / np.linalg.norm(h) * len(h) ** 0.5
