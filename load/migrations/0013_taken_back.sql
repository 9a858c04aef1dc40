-- Documents that were taken back: see armsetl forget.

ALTER TABLE arms.document ADD COLUMN taken_back text;
ALTER TABLE arms.document_history ADD COLUMN taken_back text;
COMMENT ON COLUMN arms.document.taken_back IS
    'the day on which somebody took it back, and why: nothing of it counts, and '
    'what it said is in the history; null of what was not taken back';
