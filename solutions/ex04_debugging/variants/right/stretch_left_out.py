"""Task 9, which has no points, is left out."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answer
t9_fault = ...
