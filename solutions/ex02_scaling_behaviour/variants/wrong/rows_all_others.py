"""All other rows are listed, whatever norm does.

Loses: t6-detects, t6-sound, t6-unchanged
Says: all other rows were listed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    return [i for i in range(len(x)) if i != row]
