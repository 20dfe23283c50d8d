"""The course's figures. Each function takes numbers, draws one figure and returns it; none computes a result.

One module a chapter; ``style`` holds what they share.
"""
