"""What the policy's bindings read of a side, and how often."""
