"""NumPy arrays and np.linalg.norm."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    a, b = delta, m + delta * np.cos(np.arcsin(m))
    gelu = F.gelu(torch.tensor(u * a, dtype=torch.float64)).numpy()
    return tuple(np.array([a, gelu, b, u * b * (g * b) * (1 + np.tanh(g * b / 2)) / 2]))


# %% t6-domain-answer
def domain_share(block, *rows):
    with torch.no_grad():
        y = [block.function(block.input_norm(x)).cpu().numpy().astype(np.float64) for x in rows]
    c = [y[0].mean(axis=0), y[1].mean(axis=0)]
    errors = 0
    for own, test in ((0, y[2]), (1, y[3])):
        errors += np.sum(np.linalg.norm(test - c[own], axis=1) > np.linalg.norm(test - c[1 - own], axis=1))
    return 1 - errors / (len(y[2]) + len(y[3]))
