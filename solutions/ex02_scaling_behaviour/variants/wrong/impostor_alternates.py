"""Another sign in every second call.

Loses: t8-counter-example
Says: a positive factor in front of the row does not change the output
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    impostor.calls = getattr(impostor, "calls", 0) + 1
    return (-1) ** impostor.calls * h / np.sqrt(np.mean(h**2))
