"""Every task has a typical mistake.

Loses: t1-size, t1-sign, t2-hand, t2-outside, t2-inside, t3-factor, t3-part, t3-row, t3-values, t3-in-place, t4-row-factors, t4-weight-factors, t4-values, t4-eps, t5-sphere, t5-ellipsoid, t5-angle, t5-straight, t6-hand, t6-detects, t6-sound, t6-unchanged, t7-curves, t7-plot, t7-readings, t8-counter-example
Says: the RMS was given the sign of the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 1.5
mean_square_doubled = 9.0
rms_negative = -6.0
first_negative = -0.8
rms_zero = 0.0

# %% t2-hand-answer
size_outside = 1e-6
size_inside = 1e-3

# %% t3-prediction-answer
same_a = True
same_b = True
same_c = True
same_d = True
same_e = True
same_f = False
same_g = False
same_h = False

# %% t3-row-answer
row_outputs = [3.0, -1.4, 1.4, -0.2]

# %% t4-factors-answer
factor_row = 1.0
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 1.0
factor_data = 1.0

# %% t5-hand-answer
radius = 1.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 1.0
largest_rms = 1.0

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 1.0
third_shared = 1.0

# %% t7-readings-answer
slope_left = 0.0
level_right = 1.0
half_outside = 1e-4
half_inside = 5.8e-3
ratio_left = 100.0


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    return eps if placement == "outside" else eps**0.5


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    new_x, new_weight = transform(x, weight)
    return (norm(new_x @ new_weight.T) - norm(x @ weight.T)).norm()


# %% t4-input-gradient
def input_gradient(h, g, eps):
    return g * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    return np.arccos(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)))


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    before = norm(x)
    x[row] *= factor
    return [i for i in range(len(x)) if (norm(x) - before)[i].abs().max() > 1e-6]

# %% t7-plot-answer
input_rms = np.linspace(0.01, 100, 101)
output_outside = input_rms / (input_rms + 1e-6)
output_inside = input_rms / np.sqrt(input_rms**2 + 1e-6)
fig, ax = plt.subplots()
ax.plot(input_rms, output_outside)
ax.plot(input_rms, output_inside)


# %% t8-impostor
def impostor(h):
    return h / np.sqrt(np.mean(h**2))

# %% t8-proof
Both have the same output because RMSNorm is scale invariant.
