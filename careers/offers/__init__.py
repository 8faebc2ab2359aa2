"""Job offers of the employer's application site: imported, matched to professions, linked."""
