"""RMSNorm loops forever.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: your code raised
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    while True:
        pass
