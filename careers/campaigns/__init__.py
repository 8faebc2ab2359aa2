"""Tracked ways in: a short link, its QR code and card, and what came of it, counted."""
