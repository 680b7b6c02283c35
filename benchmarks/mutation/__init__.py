"""How many small faults of ours the tests notice: `python -m benchmarks.mutation`."""
