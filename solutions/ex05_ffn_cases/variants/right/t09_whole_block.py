"""The residual stream is in both and cancels."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    reference = old(rows)
    plain = new(rows)
    changed = rows + new.function(change(new.input_norm(rows)))
    size = [torch.linalg.vector_norm((one - reference).mean(0)) for one in (changed, plain)]
    return float(1 - size[0] / size[1])
