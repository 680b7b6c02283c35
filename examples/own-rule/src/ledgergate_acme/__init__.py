"""The rules that Acme's plans are held to besides Ledgergate's own."""
