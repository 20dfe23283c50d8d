"""Radians, and the cosine is not limited.

Loses: t5-angle, t5-straight
Says: radians, not degrees
Contains: angle_radians angle_not_clipped
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    return np.arccos(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)))
