"""From articles to counts and evidence, blind to outlets."""
