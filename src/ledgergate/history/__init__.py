"""Commits over time: which of them touched a ledger, and what each did to one item. The only user of GitPython."""
