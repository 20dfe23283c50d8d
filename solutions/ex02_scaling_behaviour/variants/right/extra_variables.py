"""Names of builtins, of modules and of likely test variables are bound at the top level; cubes as an impostor."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
sum = 3
max = 9
min = 6
abs = round = "two decimals"
rng = shape = expected = got = read = right = two_decimals = sizes = rows = row = case = None
rms_doubled = 3.0
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0


# %% t2-size-for-loss
def size_for_loss(lost_share, stabilizer, where_it_stands):
    remaining_share = 1 - lost_share
    if where_it_stands == "outside":
        size = stabilizer * remaining_share / lost_share
    else:
        square = remaining_share * remaining_share
        size = (square / (1 - square) * stabilizer) ** 0.5
    return size


# %% t3-relative-change
def relative_change(function, change, data, matrix):
    old_values = function(data @ matrix.T)
    new_values = function((lambda pair: pair[0] @ pair[1].T)(change(data.clone(), matrix.clone())))
    ratio = (new_values - old_values).flatten().norm(p=2) / old_values.flatten().norm(p=2)
    return ratio.item()


# %% t4-input-gradient
def input_gradient(data, upstream, stabilizer):
    number_of_components = data.shape[-1]
    sum_of_squares = (data * data).sum(-1, keepdim=True)
    divisor = (sum_of_squares / number_of_components + stabilizer).sqrt()
    dot_product = (data * upstream).sum(-1, keepdim=True)
    return upstream / divisor - data * dot_product / (number_of_components * divisor**3)


# %% t5-turn-angle
def turn_angle(row, gain):
    row = row / np.abs(row).max()
    output = row * gain
    row_length, output_length = np.sqrt(row @ row), np.sqrt(output @ output)
    cosine = np.minimum(1.0, np.maximum(-1.0, (row @ output) / row_length / output_length))
    return np.degrees(np.pi / 2 - np.arcsin(cosine))


# %% t6-affected-rows
def affected_rows(function, batch, number, multiple):
    outlier = batch.clone()
    outlier[number] *= multiple
    keep = torch.arange(len(batch)) != number
    distance = (function(outlier) - function(batch.clone()))[keep].abs().amax(dim=-1) > 1e-6
    return torch.arange(len(batch))[keep][distance].tolist()


# %% t8-impostor
def impostor(row):
    cubes = (row / np.abs(row).max()) ** 3
    return cubes / np.sqrt(np.mean(cubes**2))
