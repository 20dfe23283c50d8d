"""Only the length of the row is divided out.

Loses: t5-angle, t5-straight
Says: only the length of the row was divided out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    return np.degrees(np.arccos(np.clip(h @ (weight * h) / (h @ h), -1, 1)))
