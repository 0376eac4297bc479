"""The lesson grid, the demo school, and the demo lessons' sources with their builder."""
