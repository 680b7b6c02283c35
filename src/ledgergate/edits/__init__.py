"""Findings' edits as new bytes of files, and files replaced all or none: it knows the model and the disk alone."""
