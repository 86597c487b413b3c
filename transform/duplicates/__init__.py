"""Find every copy of an article: sketches, verdicts on pairs, clusters.

Candidate pairs come from `warehouse.candidates`, which compares sketches in the database.
"""

from transform.duplicates.cluster import TOGETHER, alone, canonical_of, cluster
from transform.duplicates.document import Document, document_of
from transform.duplicates.judge import judge
from transform.duplicates.shingles import sketch, sketch_array, text_key

__all__ = [
    "TOGETHER",
    "Document",
    "alone",
    "canonical_of",
    "cluster",
    "document_of",
    "judge",
    "sketch",
    "sketch_array",
    "text_key",
]
