"""Planned edits, applied once and atomically. Nothing that checks comes here."""
