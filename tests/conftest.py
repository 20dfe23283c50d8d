from hypothesis import settings

# No test is timed; the same examples on every machine, so that a red test can be repeated
settings.register_profile("course", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("course")
