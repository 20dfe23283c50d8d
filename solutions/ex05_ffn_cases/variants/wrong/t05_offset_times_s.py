"""The offset is multiplied by s as the deviations are.

Loses: t5-predict
Says: the offset was multiplied by s
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    variance = (1 - m**2) * d / (d - 1)
    rest_g, rest_u = V - V.mean(1, keepdim=True), W - W.mean(1, keepdim=True)
    spread = (variance * rest_g.square().sum(1)).sqrt()
    covariance = variance * (rest_g * rest_u).sum(1)
    swish, slope = swish_averages(m * (1 - m**2) ** 0.5 * V.sum(1), spread)
    return m * (1 - m**2) ** 0.5 * W.sum(1) * swish + covariance * slope
