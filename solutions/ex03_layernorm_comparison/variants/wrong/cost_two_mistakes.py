"""Only reads are counted, and one reduction less is thought to help everywhere.

Loses: t7-passes, t7-claim
Says: only the reads were counted
Contains: passes_reads_only claim_a
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [3, 5, 2, 1]
saving = 0.38
claim = "A"
