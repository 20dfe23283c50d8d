"""The angle between the row and the gain.

Loses: t5-angle, t5-straight
Says: this is the angle between the row and the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    cosine = h @ weight / (np.linalg.norm(h) * np.linalg.norm(weight))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))
