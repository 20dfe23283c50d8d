"""Plain Python loops; the impostor is a row of ones; other forms of the hand answers."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 0.000004
size_inside = 0.00133

# %% t2-size-for-loss
import math


def size_for_loss(loss, eps, placement):
    if placement == "outside":
        return eps * (1.0 / loss - 1.0)
    # 1 - (1 - loss)**2 = loss * (2 - loss)
    return math.sqrt(eps) * (1.0 - loss) / math.sqrt(loss * (2.0 - loss))


# %% t3-prediction-answer
same_a, same_b, same_c, same_d = 1, 0, 1, 1
same_e = same_f = same_g = same_h = 0

# %% t3-row-answer
row_outputs = (5 / 3, -7 / 9, 7 / 9, -1 / 9)


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    def values(a, w):
        return [float(v) for v in norm(a @ w.T).flatten()]

    before = values(x, weight)
    after = values(*transform(torch.tensor(x.tolist(), dtype=x.dtype), torch.tensor(weight.tolist(), dtype=x.dtype)))
    distance = sum((a - b) ** 2 for a, b in zip(after, before))
    return math.sqrt(distance) / math.sqrt(sum(b**2 for b in before))


# %% t4-input-gradient
def input_gradient(h, g, eps):
    result = []
    for row, upstream in zip(h.tolist(), g.tolist()):
        d = len(row)
        r2 = sum(c * c for c in row) / d + eps
        dot = sum(a * b for a, b in zip(row, upstream))
        result.append([(u - c * dot / (d * r2)) / math.sqrt(r2) for c, u in zip(row, upstream)])
    return torch.tensor(result, dtype=h.dtype)


# %% t5-turn-angle
def turn_angle(h, weight):
    top, left, right = 0.0, 0.0, 0.0
    scale = max(abs(c) for c in h)
    largest = max(abs(c * w) for c, w in zip(h, weight))
    for c, w in zip(h, weight):
        top += c / scale * (c * w / largest)
        left += (c / scale) ** 2
        right += (c * w / largest) ** 2
    return math.degrees(math.acos(max(-1.0, min(1.0, top / math.sqrt(left * right)))))


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    numbers = x.tolist()
    old = norm(torch.tensor(numbers, dtype=x.dtype)).tolist()
    numbers[row] = [factor * c for c in numbers[row]]
    new = norm(torch.tensor(numbers, dtype=x.dtype)).tolist()
    result = []
    for index in range(len(numbers)):
        if index == row:
            continue
        for a, b in zip(old[index], new[index]):
            if abs(a - b) > 1e-6:
                result.append(index)
                break
    return result


# %% t7-plot-answer
input_rms = np.array([10 ** (-8 + k / 10) for k in range(101)])
output_outside = [r / (r + 1e-4) for r in input_rms]
output_inside = [r / math.hypot(r, 1e-2) for r in input_rms]
fig, ax = plt.subplots()
for name, curve in {"outside": output_outside, "inside": output_inside}.items():
    ax.loglog(input_rms, curve, "o-", label=name)
ax.set_xlabel("row size")
ax.set_ylabel("output size")
plt.legend()


# %% t7-readings-answer
slope_left = 0.95
level_right = 1.05
half_outside = 1.3e-4
half_inside = 7e-3
ratio_left = 130


# %% t8-impostor
def impostor(h):
    return [1.0 for _ in h]
