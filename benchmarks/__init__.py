"""Measurements of the whole, run by hand: `python -m benchmarks.retrieval FILE.json`."""
