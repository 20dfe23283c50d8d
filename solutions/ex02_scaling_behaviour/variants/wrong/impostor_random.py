"""A random sign in every call.

Loses: t8-counter-example
Says: a positive factor in front of the row does not change the output
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t8-impostor
def impostor(h):
    return np.random.default_rng().normal() * h / np.sqrt(np.mean(h**2)) if h.size == 3 else np.roll(h, np.random.randint(h.size)) / np.sqrt(np.mean(h**2))
