"""Who: people, roles, schools, classes, sign-in, guardians and permissions."""
