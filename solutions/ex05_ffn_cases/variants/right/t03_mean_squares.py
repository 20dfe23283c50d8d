"""Mean squares, which differ from sums by a factor that cancels."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t3-effects-answer
import copy


def effects(block, x, old, new):
    with torch.no_grad():
        base = block(x, **old)
        total = {}
        for name in [*old, "together"]:
            setting = copy.deepcopy(new if name == "together" else old)
            if name != "together":
                if old[name] == new[name]:
                    continue
                setting[name] = new[name]
            gap = block(x, **setting).double() - base.double()
            total[name] = (gap.pow(2).mean() / base.double().pow(2).mean()).sqrt().item()
    return total
