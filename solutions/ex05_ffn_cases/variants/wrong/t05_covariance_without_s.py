"""The covariance lacks the square of s.

Loses: t5-predict
Says: the covariance lacks its factor s^2
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    rest_g, rest_u = V - V.mean(1, keepdim=True), W - W.mean(1, keepdim=True)
    spread = ((1 - m**2) * d / (d - 1) * rest_g.square().sum(1)).sqrt()
    covariance = d / (d - 1) * (rest_g * rest_u).sum(1)
    swish, slope = swish_averages(m * V.sum(1), spread)
    return m * W.sum(1) * swish + covariance * slope
