"""`python -m ledgergate`."""

from ledgergate.cli import main

raise SystemExit(main())
