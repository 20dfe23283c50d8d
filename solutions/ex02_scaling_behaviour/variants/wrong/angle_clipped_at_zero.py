"""Angles above 90 degrees are cut off.

Loses: t5-angle, t5-straight
Says: this is a right angle
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    return np.degrees(np.arccos(np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), 0, 1)))
