"""Who read what is private, and when."""
