"""Everything is computed in NumPy float64 and converted at the end."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
import numpy as np

layer_even = np.array([-1.21, -0.73, 0.73, 1.21])
rms_even = np.array([0.25, 0.49, 1.23, 1.48])
layer_mixed = [-1.387, -0.277, 0.277, 1.387]
rms_mixed = [-0.186, 0.557, 0.928, 1.671]

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    h = x.detach().double().numpy()
    out = (h - h.mean(axis=-1, keepdims=True)) / np.sqrt(h.var(axis=-1, keepdims=True) + eps)
    return torch.from_numpy(out).to(x.dtype)


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    h = x.detach().double().numpy()
    return torch.from_numpy(h / np.sqrt(np.average(h**2, axis=-1)[..., None] + eps)).to(x.dtype)


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    # Any row with this RMS and mean will do: two components are enough
    std = np.sqrt(max(r**2 - mean**2, 0))
    row = np.array([mean + std, mean - std])
    return np.sqrt(np.mean((row + shift) ** 2))


# %% t4-answers
h = np.array([530.0, 490.0, 485.0, 495.0])
a = (h - h.mean()) / h.std()
b = h / np.sqrt(np.mean(h**2))
a_negative, b_negative = np.sum(a < 0), np.sum(b < 0)
a_ratio, b_ratio = a[0] / a[2], b[0] / b[2]
b_range = [b.min() - 0.001, b.max() + 0.001]

# %% t5-answers
agree = np.array([1.0, -7.5, 2.0, 3.0, 1.5])
disagree = 40 + np.linspace(0, 1, 8)
counter_example = np.array([-0.5, 2.0, 2.0])
counter_mean = np.mean(counter_example / np.sqrt(np.mean(counter_example**2)))


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    rows = np.random.default_rng(5).uniform(-3, 3, (40, d))
    before = norm(torch.tensor(rows)).numpy()
    shifts = np.random.default_rng(6).uniform(-20, 20, (40, 1))
    after = norm(torch.tensor(rows + shifts)).numpy()
    return np.max(np.abs(after - before)) < 1e-6


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    rows = np.random.default_rng(5).uniform(-3, 3, (40, d))
    before = norm(torch.tensor(rows)).numpy()
    scales = np.exp(np.random.default_rng(6).uniform(-4, 4, (40, 1)))
    after = norm(torch.tensor(rows * scales)).numpy()
    return np.max(np.abs(after - before)) < 1e-6


# %% t7-answers
passes = np.array([2 + 1 + 2, 1 + 2 + 2 + 1 + 2, 3, 2])
saving = 1 - passes[0] / passes[1]
claim = "D"


# %% t8-center-answer
def center_weights(W, b):
    W, b = W.numpy(), b.numpy()
    return torch.tensor(W - W.mean(axis=0)), torch.tensor(b - b.mean())


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = center_weights(W, b)
    R, c = R.numpy(), c.numpy()
    return [W_new, b_new, torch.tensor(R * gain.numpy()), torch.tensor(c + R.dot(bias.numpy()))]


# %% t9-plot-answer
def plot_output_std(ax, rows):
    h = rows.numpy()
    r = np.sqrt(np.mean(h**2, axis=1, keepdims=True))
    m = (np.mean(h, axis=1, keepdims=True) / r)[:, 0]
    order = np.argsort(m)
    curves = {"LayerNorm": (h - h.mean(axis=1, keepdims=True)) / h.std(axis=1, keepdims=True), "RMSNorm": h / r}
    for name in curves:
        ax.plot(m[order], curves[name].std(axis=1)[order], label=name)
    ax.set_xlabel("m")
    ax.set_ylabel("standard deviation")
    ax.legend()


# %% t9-read-answer
std_at_06 = np.sqrt(1 - 0.6**2)
m_at_half = np.sqrt(1 - 0.5**2)
layer_norm_change = 0
