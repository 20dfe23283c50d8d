"""The result is printed and not returned.

Loses: t8-counter-example
Says: None; a function without a return statement
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    print(-h / np.sqrt(np.mean(h**2)))
