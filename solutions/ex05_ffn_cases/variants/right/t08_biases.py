"""Biases, row sums of zero, normal distribution of the standard library.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    from statistics import NormalDist

    z = NormalDist(0, size * np.sqrt(1 - m * m))
    p, q = z.cdf(-m * gate_sum), z.cdf(-m * up_sum)
    return p + q - 2 * p * q


# %% t8-table-answer
def reproduce():
    generator = torch.Generator().manual_seed(5)
    x = shifted_stream(-0.30, 700, 96, device=torch.device("cpu"))
    gate, up = F.layer_norm(torch.randn(2, 200, 96, generator=generator), (96,)) * 0.0620
    offset = torch.full((200,), 0.809)
    return {"x": x, "gate": gate, "up": up, "gate_bias": offset, "up_bias": offset}
