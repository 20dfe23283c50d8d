"""The axes are not labelled.

Loses: t7-plot
Says: an axis label is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 101)
output_outside = input_rms / (input_rms + 1e-4)
output_inside = input_rms / np.sqrt(input_rms**2 + 1e-4)
fig, ax = plt.subplots()
ax.loglog(input_rms, output_outside, label="outside")
ax.loglog(input_rms, output_inside, label="inside")
ax.legend()
