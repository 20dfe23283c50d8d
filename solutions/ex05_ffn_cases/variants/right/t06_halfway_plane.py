"""The nearer mean is found by the plane halfway between them.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-feature-answer
import math


def small_feature(delta, m, g, u):
    s = math.sqrt((1 - m) * (1 + m))
    after = delta * s + m
    erf_part = 0.5 * (1 + math.erf(u * delta / math.sqrt(2)))
    sigma = 1 / (1 + math.exp(-g * after))
    return [delta, u * delta * erf_part, after, g * u * after * after * sigma]


# %% t6-domain-answer
def domain_share(block, train_1, train_2, test_1, test_2):
    @torch.no_grad()
    def output(x):
        return block.function(block.input_norm(x))

    one, two = output(train_1).mean(0), output(train_2).mean(0)
    normal, middle = two - one, (one + two) / 2
    second = [sum(((output(x) - middle) @ normal > 0).tolist()) for x in (test_1, test_2)]
    return (len(test_1) - second[0] + second[1]) / (len(test_1) + len(test_2))
