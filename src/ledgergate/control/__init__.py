"""What runs the gate: hook managers' files, CI services' workflows, and the shell lines in both."""
