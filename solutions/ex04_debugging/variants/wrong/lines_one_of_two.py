"""Names one faulty line and one right one.

Loses: t6-both-lines
Says: for the other symptom another line is to blame
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = [15, 17]
