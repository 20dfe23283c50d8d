"""The axes are exchanged.

Loses: t7-plot
Says: the axes are exchanged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-plot-answer
input_rms = np.logspace(-8, 2, 101)
output_outside = input_rms / (input_rms + 1e-4)
output_inside = input_rms / np.sqrt(input_rms**2 + 1e-4)
fig, ax = plt.subplots()
ax.loglog(output_outside, input_rms, label="outside")
ax.loglog(output_inside, input_rms, label="inside")
ax.set(xlabel="output RMS", ylabel="input RMS")
ax.legend()
