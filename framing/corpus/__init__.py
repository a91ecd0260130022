"""Articles: read from files, cleaned by recorded spans, checked, handed on in batches."""
