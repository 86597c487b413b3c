-- severity: error
-- explains: A quote is not what stands in the text between its offsets
SELECT e.evidence_id, e.version_id, e.quote
FROM article_version AS v JOIN evidence AS e ON e.version_id = v.version_id
WHERE substring(v.text, e.start_offset + 1, e.end_offset - e.start_offset) <> e.quote
    OR e.end_offset <= e.start_offset OR e.start_offset < 0
