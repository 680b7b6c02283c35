"""What a policy's conditions speak of: items, rows of reports and answers."""
