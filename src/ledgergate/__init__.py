"""Ledgergate keeps a repository's planning documents honest."""
