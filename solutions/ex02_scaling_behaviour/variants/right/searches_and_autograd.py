"""A search for the size, autograd for the gradient; the impostor turns the row round.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    low, high = 1e-16, 1e6
    for _ in range(200):
        size = (low * high) ** 0.5
        if placement == "outside":
            divisor = size + eps
        else:
            divisor = (size * size + eps) ** 0.5
        if 1 - size / divisor > loss:
            low = size
        else:
            high = size
    return high


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    copies = x.clone(), weight.clone()
    new_x, new_weight = transform(*copies)
    pair = [norm(torch.einsum("nm,dm->nd", a, w)) for a, w in ((x, weight), (new_x, new_weight))]
    return torch.dist(pair[1], pair[0]) / torch.linalg.vector_norm(pair[0])


# %% t4-input-gradient
def input_gradient(h, g, eps):
    leaf = h.detach().clone().requires_grad_()
    outputs = leaf / torch.sqrt(leaf.pow(2).mean(-1, keepdim=True) + eps)
    return torch.autograd.grad(outputs, leaf, g)[0]


# %% t5-turn-angle
import math

def turn_angle(h, weight):
    unit = h / np.linalg.norm(h)
    y = weight * unit
    along = unit @ y
    across = np.linalg.norm(y - along * unit)
    return math.degrees(math.atan2(across, along))



# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    before = norm(x.clone()).clone()
    larger = x.clone()
    larger[row] = factor * x[row]
    after = norm(larger)
    return [k for k, gap in enumerate((after - before).abs().max(dim=1).values.tolist()) if gap > 1e-6 if k != row]


# %% t7-plot-answer
input_rms = 10 ** np.linspace(-8, 2, 201)
output_outside = 1 / (1 + 1e-4 / input_rms)
output_inside = input_rms / np.hypot(input_rms, 1e-2)
figure, ax = plt.subplots()
ax.set(xscale="log", yscale="log", xlabel="input", ylabel="output")
ax.plot(input_rms, output_outside, label="outside")
ax.plot(input_rms, output_inside, label="inside")
ax.legend()


# %% t8-impostor
def impostor(h):
    return np.flip(h) / np.sqrt(np.mean(h**2))
