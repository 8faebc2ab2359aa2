"""The demonstration: a fictional bank, its people, its conversations, in two languages."""
