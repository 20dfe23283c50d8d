"""Implementations of one forward signature, from readable to fast."""
