"""The weights are centred in place.

Loses: t5-predict
Says: is unchanged after the call
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    variance = (1 - m**2) * d / (d - 1)
    sums = V.sum(1), W.sum(1)
    rest_g, rest_u = V.sub_(V.mean(1, keepdim=True)), W - W.mean(1, keepdim=True)
    spread = (variance * rest_g.square().sum(1)).sqrt()
    covariance = variance * (rest_g * rest_u).sum(1)
    swish, slope = swish_averages(m * sums[0], spread)
    return m * sums[1] * swish + covariance * slope
