"""The function of task 2 loops forever.

Loses: t2-values, t2-scales
Says: the cell did not end within
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms
def rms_vector(h):
    while True:
        pass
