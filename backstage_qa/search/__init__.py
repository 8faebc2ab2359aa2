"""Full text: folded and stemmed by us, indexed by the database at hand.

``folding`` makes words alike, ``query`` reads what people type, ``engine`` is the
interface that each database implements (``sqlite``, ``postgresql``), ``documents``
keeps the index in step with the public rows.
"""
