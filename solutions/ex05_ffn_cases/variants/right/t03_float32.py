"""Everything stays in float32, and the results are tensors.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
def effects(block, x, old, new):
    base = block(x, **old)
    size = torch.linalg.vector_norm(base)
    different = {key for key in old if old[key] != new[key]}
    result = {key: torch.dist(block(x, **(old | {key: new[key]})), base) / size for key in different}
    return result | {"together": torch.dist(block(x, **new), base) / size}
