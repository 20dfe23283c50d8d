"""The magnitudes of the gain are used.

Loses: t5-angle, t5-straight
Says: the magnitudes of the gain were used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = np.abs(weight) * h
    return np.degrees(np.arccos(np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)))
