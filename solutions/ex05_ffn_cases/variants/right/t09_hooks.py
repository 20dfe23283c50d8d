"""The change is put in with a forward hook, which is removed again."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    def average(block):
        return (block(rows) - rows).mean(dim=0)

    drift = average(new) - average(old)
    hook = new.input_norm.register_forward_hook(lambda module, inputs, output: change(output))
    try:
        left = average(new) - average(old)
    finally:
        hook.remove()
    return 1.0 - float(torch.sqrt(torch.sum(left**2)) / torch.sqrt(torch.sum(drift**2)))

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.97
scale_share = 0
verdict = " C"
