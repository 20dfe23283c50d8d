"""Nothing is done.

Loses: t2-centre
Says: nothing was removed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-remove-offsets
def remove_offsets(block):
    return block
