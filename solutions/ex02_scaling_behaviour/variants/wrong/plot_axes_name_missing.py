"""ax is the figure, not the Axes.

Loses: t7-plot
Says: ax must be the Axes of the plot
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 101)
output_outside = input_rms / (input_rms + 1e-4)
output_inside = input_rms / np.sqrt(input_rms**2 + 1e-4)
ax = plt.figure()
plt.loglog(input_rms, output_outside, label="outside")
plt.loglog(input_rms, output_inside, label="inside")
plt.legend()
