"""Logarithms are taken although the axes already do.

Loses: t7-curves, t7-plot
Says: the logarithm was taken, which the axes already do
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 101)
output_outside = np.log10(input_rms / (input_rms + 1e-4))
output_inside = np.log10(input_rms / np.sqrt(input_rms**2 + 1e-4))
fig, ax = plt.subplots()
ax.loglog(input_rms, output_outside, label="outside")
ax.loglog(input_rms, output_inside, label="inside")
ax.set(xlabel="input RMS", ylabel="output RMS")
ax.legend()
