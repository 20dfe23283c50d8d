"""A small constant in the divisor swallows small rows.

Loses: t5-angle, t5-straight
Says: this is a right angle
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = h @ y / (np.linalg.norm(h) * np.linalg.norm(y) + 1e-12)
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))
