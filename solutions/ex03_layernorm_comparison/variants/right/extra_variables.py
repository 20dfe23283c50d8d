"""Names of builtins, of modules and of likely test variables are bound at the top level."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
sum = 28
max = 12
mean = 7
round = "two decimals"
x = h = expected = got = rng = shape = values = centred = rows = name = None
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]


# %% t2-layer-norm-answer
def deviations(x):
    return x - x.mean(dim=-1, keepdim=True)


def layer_norm(x, eps):
    numerator = deviations(x)
    denominator = (numerator * numerator).mean(dim=-1, keepdim=True).add(eps).sqrt()
    quotient = numerator / denominator
    return quotient


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    numerator = x.clone()
    denominator = (numerator * numerator).mean(dim=-1, keepdim=True).add(eps).sqrt()
    numerator /= denominator
    return numerator


# %% t3-shifted-rms
def shifted_rms(r, mean, shift):
    old_mean_square, new_mean = r**2, mean + shift
    std = (old_mean_square - mean**2) ** 0.5
    return (new_mean**2 + std**2) ** 0.5


# %% t7-answers
reads, writes = [3, 5, 2, 1], [2, 3, 1, 1]
passes = [a + b for a, b in zip(reads, writes)]
saving = (passes[1] - passes[0]) / passes[1]
claim = "D"
