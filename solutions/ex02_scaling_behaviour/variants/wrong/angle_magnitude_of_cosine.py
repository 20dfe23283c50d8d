"""The magnitude of the cosine is used.

Loses: t5-angle, t5-straight
Says: the magnitude of the cosine was taken
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)
    return np.degrees(np.arccos(abs(cosine)))
