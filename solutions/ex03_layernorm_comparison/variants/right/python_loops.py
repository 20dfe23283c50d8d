"""Rows are taken one by one, and sums are Python loops."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    rows = []
    for row in x.reshape(-1, x.shape[-1]):
        d = len(row)
        mean = sum(row) / d
        variance = sum((one - mean) ** 2 for one in row) / d
        rows.append(torch.stack([(one - mean) / (variance + eps) ** 0.5 for one in row]))
    return torch.stack(rows).reshape(x.shape)


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    if x.ndim > 1:
        return torch.stack([rms_norm(part, eps) for part in x])
    mean_square = sum(one * one for one in x) / len(x)
    return torch.stack([one / (mean_square + eps) ** 0.5 for one in x])


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    result = r**2 - mean**2
    result += (mean + shift) ** 2
    return result**0.5


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    row = [0.3 * k * (-1) ** k + 0.1 for k in range(d)]
    answers = set()
    for shift in (-11.7, -3.1, 0.6, 2.9, 13.3):
        before = norm(torch.tensor([row], dtype=torch.float64))[0].tolist()
        after = norm(torch.tensor([[one + shift for one in row]], dtype=torch.float64))[0].tolist()
        answers.add(all(abs(a - b) < 1e-6 for a, b in zip(before, after)))
    return answers == {True}


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    row = [0.3 * k * (-1) ** k + 0.1 for k in range(d)]
    answers = set()
    for scale in (0.011, 0.3, 2.9, 93.0):
        before = norm(torch.tensor([row], dtype=torch.float64))[0].tolist()
        after = norm(torch.tensor([[one * scale for one in row]], dtype=torch.float64))[0].tolist()
        answers.add(all(abs(a - b) < 1e-6 for a, b in zip(before, after)))
    return answers == {True}


# %% t8-center-answer
def center_weights(W, b):
    W_new, b_new = W.clone(), b.clone()
    for column in range(W.shape[1]):
        W_new[:, column] -= sum(W[:, column]) / len(b)
    b_new -= sum(b) / len(b)
    return W_new, b_new


# %% t8-convert-answer
def convert_block(W, b, gain, bias, R, c):
    W_new, b_new = center_weights(W, b)
    R_new, c_new = R.clone(), c.clone()
    for i in range(len(c)):
        for k in range(len(b)):
            R_new[i, k] = R[i, k] * gain[k]
            c_new[i] += R[i, k] * bias[k]
    return W_new, b_new, R_new, c_new


# %% t9-plot-answer
def plot_output_std(ax, rows):
    x, layer, rms = [], [], []
    for row in rows.tolist():
        d = len(row)
        mean = sum(row) / d
        r = (sum(one**2 for one in row) / d) ** 0.5
        std = (sum((one - mean) ** 2 for one in row) / d) ** 0.5
        x.append(mean / r)
        layer.append(std / (std**2 + 1e-6) ** 0.5)
        rms.append(std / (r**2 + 1e-6) ** 0.5)
    ax.plot(x, layer, label="LayerNorm")
    ax.plot(x, rms, label="RMSNorm")
    ax.set_xlabel("mean over RMS")
    ax.set_ylabel("standard deviation")
    ax.figure.legend()
