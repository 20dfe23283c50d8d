"""180 degrees minus the angle.

Loses: t5-angle, t5-straight
Says: the supplement: 180 degrees minus the angle
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)
    return 180 - np.degrees(np.arccos(cosine))
