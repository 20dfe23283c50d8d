"""The dot product is taken for the cosine.

Loses: t5-angle, t5-straight
Says: the dot product is no cosine
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    return np.degrees(np.arccos(np.clip(h @ (weight * h), -1, 1)))
