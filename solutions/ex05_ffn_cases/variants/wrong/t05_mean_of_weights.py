"""The mean of the weights is used for the row sum.

Loses: t5-predict
Says: the mean of the weights was used, not their sum
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    variance = (1 - m**2) * d / (d - 1)
    rest_g, rest_u = V - V.mean(1, keepdim=True), W - W.mean(1, keepdim=True)
    spread = (variance * rest_g.square().sum(1)).sqrt()
    covariance = variance * (rest_g * rest_u).sum(1)
    swish, slope = swish_averages(m * V.mean(1), spread)
    return m * W.mean(1) * swish + covariance * slope
