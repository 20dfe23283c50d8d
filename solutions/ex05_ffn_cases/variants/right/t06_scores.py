"""Distances as scores, kept as tensors; prints a warning."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-feature-answer
import warnings


def small_feature(delta, m, g, u):
    warnings.warn("slow", stacklevel=1)
    deviation = torch.tensor(delta, dtype=torch.float64)
    kept = torch.tensor(m, dtype=torch.float64) + torch.tensor(1 - m**2, dtype=torch.float64).sqrt() * deviation
    left = torch.special.ndtr(u * deviation) * u * deviation
    return deviation, left, kept, torch.sigmoid(g * kept) * g * kept * (u * kept)


# %% t6-domain-answer
def domain_share(block, train_1, train_2, test_1, test_2):
    with torch.no_grad():
        every = block.function(block.input_norm(torch.cat([train_1, train_2, test_1, test_2]))).double()
    one, two, rest = every.split([len(train_1), len(train_2), len(test_1) + len(test_2)])
    score = (rest - two.mean(0)).square().sum(1) - (rest - one.mean(0)).square().sum(1)
    in_two = torch.arange(len(rest), device=rest.device) >= len(test_1)
    return torch.where(in_two, score < 0, score > 0).double().mean()
