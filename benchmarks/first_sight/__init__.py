"""How right `init` is on repositories that somebody labelled before it was mended for them."""
