"""NumPy does the torch tasks; the gradient is a product with the Jacobian; the impostor sorts."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = np.float32(3)
mean_square_doubled = torch.tensor(9.0)
rms_negative = 6
first_negative = -4 / 5
rms_zero = 0

# %% t2-size-for-loss
import numpy as np
import torch


def size_for_loss(loss, eps, placement):
    s = np.float64(1 - loss)
    return {"outside": eps / (1 / s - 1), "inside": np.sqrt(eps / (1 / s**2 - 1))}[placement]


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    old = norm(x @ weight.T).detach().numpy().copy()
    new_x, new_weight = transform(x.detach().clone(), weight.detach().clone())
    new = norm(new_x @ new_weight.T).numpy()
    return np.linalg.norm(new - old) / np.linalg.norm(old)


# %% t4-input-gradient
def input_gradient(h, g, eps):
    rows = []
    for row, upstream in zip(h.numpy(), g.numpy()):
        d = row.size
        s = 1 / np.sqrt(np.mean(row**2) + eps)
        jacobian = s * (np.eye(d) - s**2 * np.outer(row, row) / d)
        rows.append(jacobian.T @ upstream)
    return torch.tensor(np.stack(rows))


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * (h / np.sqrt(np.mean((h / np.abs(h).max()) ** 2)) / np.abs(h).max())
    a, b = h / np.linalg.norm(h), y / np.linalg.norm(y)
    return np.rad2deg(2 * np.arctan2(np.linalg.norm(a - b), np.linalg.norm(a + b)))


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    factors = np.ones((len(x), 1))
    factors[row] = factor
    old = norm(torch.tensor(x.numpy())).numpy().copy()
    new = norm(torch.tensor(factors * x.numpy())).numpy()
    moved = np.any(np.abs(new - old) > 1e-6, axis=1)
    moved[row] = False
    return np.flatnonzero(moved)


# %% t7-plot-answer
input_rms = np.geomspace(1e-8, 100, 50)
output_outside = 1 / (1 + 1e-4 / input_rms)
output_inside = (1 + 1e-4 / input_rms**2) ** -0.5
plt.figure()
ax = plt.gca()
plt.plot(input_rms, output_inside, "--", label="inside")
plt.plot(input_rms, output_outside, label="outside")
plt.xscale("log")
plt.yscale("log")
plt.xlabel("in")
plt.ylabel("out")
plt.legend()
plt.show()


# %% t8-impostor
def impostor(h):
    y = np.sort(h)
    return y / np.sqrt(np.mean(y**2))
