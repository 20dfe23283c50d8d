"""The distance is the largest difference.

Loses: t6-domain
Says: the largest difference was used as the distance
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-domain-answer
@torch.no_grad()
def domain_share(block, train_1, train_2, test_1, test_2):
    def output(x):
        return block.function(block.input_norm(x)).double()

    centers = [output(x).mean(0) for x in (train_1, train_2)]
    right = []
    for domain, x in enumerate((test_1, test_2)):
        distances = torch.stack([(output(x) - center).abs().amax(1) for center in centers])
        right.append(distances.argmin(0) == domain)
    return torch.cat(right).double().mean().item()
