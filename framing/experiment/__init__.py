"""One YAML file, one run: wires the halves and chooses the engine."""
