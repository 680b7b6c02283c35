"""Seeded defects: one small plan, broken in known ways, judged by the gate and by its neighbours side by side."""
