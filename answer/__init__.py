"""Question in, grounded answer out: candidates, norms, evaluation, answer, terminal."""
