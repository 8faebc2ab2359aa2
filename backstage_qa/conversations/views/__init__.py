"""The HTML skin of conversations, for candidates."""
