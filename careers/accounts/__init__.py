"""Signing in: a mailed code for everybody, a password for staff who want one."""
