"""Arcsin instead of arccos.

Loses: t5-angle, t5-straight
Says: arcsin was taken instead of arccos
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)
    return np.degrees(np.arcsin(cosine))
