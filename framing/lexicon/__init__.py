"""Lexicon packs: read strictly, found by name, matched exactly."""
