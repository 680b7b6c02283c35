"""Side-by-side timings of whole processes: `python -m benchmarks` prints a table of ratios."""
