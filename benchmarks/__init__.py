"""What is measured, and how: ``make bench`` runs ``python -m benchmarks``."""
