"""The cosine is not limited to 1.

Loses: t5-straight
Says: limit it before the arccos
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    return np.degrees(np.arccos(h @ y / (np.linalg.norm(h) * np.linalg.norm(y))))
