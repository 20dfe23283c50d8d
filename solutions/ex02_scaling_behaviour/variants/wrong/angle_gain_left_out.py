"""The gain is left out.

Loses: t5-angle, t5-straight
Says: the gain was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = h / np.sqrt(np.mean(h**2))
    return np.degrees(np.arccos(np.clip(h @ y / (np.linalg.norm(h) * np.linalg.norm(y)), -1, 1)))
