"""Side-by-side measurements. Times are compared within one run on one machine, so results are ratios."""
