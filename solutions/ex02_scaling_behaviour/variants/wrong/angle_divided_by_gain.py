"""The row is divided by the gain.

Loses: t5-angle
Says: the row was divided by the gain, not multiplied
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = h / weight
    return np.degrees(np.arccos(np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)))
