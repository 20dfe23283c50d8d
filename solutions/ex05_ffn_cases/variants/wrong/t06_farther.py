"""The farther domain is chosen.

Loses: t6-domain
Says: the farther domain was chosen
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
        distances = torch.stack([(output(x) - center).norm(dim=1) for center in centers])
        right.append(distances.argmax(0) == domain)
    return torch.cat(right).double().mean().item()
