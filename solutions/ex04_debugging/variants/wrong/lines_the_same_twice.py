"""Names the same faulty line twice.

Loses: t6-both-lines
Says: for the other symptom another line is to blame
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [15, 15]
