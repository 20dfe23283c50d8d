"""Names of builtins, of modules and of likely test variables are bound at the top level."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
import math

sum = 50
max = 6
min = 1
round = "two decimals"
x = expected = got = rng = shape = values = None
rms_first = 3.54
rms_second = 3.03


# %% t2-rms
def rms_vector(h):
    square_of_h = h * h
    number_of_components = h.shape[0]
    mean_square = square_of_h.sum() / number_of_components
    return math.sqrt(mean_square)


# %% t4-outlier-share
def outlier_share(h):
    sorted_squares = sorted(component**2 for component in h.tolist())
    return sorted_squares[-1] / math.fsum(sorted_squares)
