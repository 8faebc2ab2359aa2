"""The public API, version 1: what everybody may read, for any front end, whoever asks."""
