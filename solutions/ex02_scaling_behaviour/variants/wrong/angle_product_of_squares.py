"""One root of the product of both sums of squares, which overflows for large rows.

Loses: t5-straight
Says: a product of squares overflowed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-turn-angle
def turn_angle(h, weight):
    y = weight * h
    cosine = h @ y / np.sqrt((h @ h) * (y @ y))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))
