"""What runs the map step: one method, order kept, the same rows whichever it is."""
