"""The front door: the Flask factory, the command line, errors and security headers."""
