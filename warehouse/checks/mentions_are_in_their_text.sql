-- severity: error
-- explains: A mention is not what stands in the text between its offsets
SELECT m.mention_id, m.version_id, m.quote
FROM article_version AS v JOIN mention AS m ON m.version_id = v.version_id
WHERE substring(v.text, m.start_offset + 1, m.end_offset - m.start_offset) <> m.quote
