"""Gives the two line numbers as texts.

Loses: t6-one-line t6-both-lines
Says: is a text; a line number is a whole number
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-answers
t6_lines = ["15", "18"]
