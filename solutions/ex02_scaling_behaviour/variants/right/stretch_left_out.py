"""The curves are measured on rows of these sizes; task 9, which has no points, is left out."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-plot-answer
input_rms = 10 ** np.linspace(-8, 2, 201)
pattern = np.random.default_rng(1).normal(size=64)
pattern = pattern / np.sqrt(np.mean(pattern**2))
rows = torch.tensor(np.outer(input_rms, pattern))
mean_square = rows.square().mean(dim=-1, keepdim=True)
output_outside = (rows / (mean_square.sqrt() + 1e-4)).square().mean(dim=-1).sqrt().numpy()
output_inside = (rows / (mean_square + 1e-4).sqrt()).square().mean(dim=-1).sqrt().numpy()
figure, ax = plt.subplots(figsize=(5, 4))
ax.set(xscale="log", yscale="log", xlabel="input", ylabel="output")
ax.plot(input_rms, output_outside, label="outside")
ax.plot(input_rms, output_inside, label="inside")
ax.axhline(0.5)
ax.legend()


# %% t9-undo
def undo(y, eps):
    raise NotImplementedError()
