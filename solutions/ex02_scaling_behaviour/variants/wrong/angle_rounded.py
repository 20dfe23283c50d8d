"""Rounded to whole degrees.

Loses: t5-angle
Says: rounded to whole degrees
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)
    return round(np.degrees(np.arccos(cosine)))
