-- From when Congress may review a notice, and by what that is known.

ALTER TABLE arms.publication ADD COLUMN emergency boolean;
ALTER TABLE arms.publication_history ADD COLUMN emergency boolean;
COMMENT ON COLUMN arms.publication.emergency IS
    'true if it says that an emergency exists: Congress has no time for review '
    'then (AECA, section 36(b)(1)); null if it says nothing of one';

ALTER TABLE arms.notice ADD COLUMN emergency boolean,
    ADD COLUMN notified_on date,
    ADD COLUMN notified_basis text CHECK (notified_basis IN (
        'delivered', 'announced', 'letter', 'published'));
ALTER TABLE arms.notice_history ADD COLUMN emergency boolean,
    ADD COLUMN notified_on date,
    ADD COLUMN notified_basis text;
COMMENT ON COLUMN arms.notice.emergency IS
    'true if a publication says that an emergency exists: then there is no '
    'time for review (AECA, section 36(b)(1)); null if none says so';
COMMENT ON COLUMN arms.notice.notified_on IS
    'the day of delivery to Congress, or the best estimate of it';
COMMENT ON COLUMN arms.notice.notified_basis IS
    'what notified_on is: the day on which it was "delivered"; an estimate by '
    'the day on which it was "announced", by the date of the "letter" under '
    'section 36(c) or (d), or by the first day on which it was "published"';
COMMENT ON COLUMN arms.notice.review_ends_on IS
    'notified_on and review_days: as sure as notified_basis; null if no time '
    'for review runs, as in an emergency';

-- They give or take other columns.
DROP FUNCTION IF EXISTS arms.under_review(date);
DROP FUNCTION IF EXISTS arms.matching_rules();
DROP FUNCTION IF EXISTS arms.pair_deals(text, text[]);

-- Until they are read again: what is known of them. It is no new version.
ALTER TABLE arms.notice DISABLE TRIGGER USER;
UPDATE arms.notice
   SET notified_on = coalesce(delivered_on, announced_on),
       notified_basis = CASE
           WHEN delivered_on IS NULL THEN 'announced'
           WHEN authority ~ '^36\((c|d)\)' THEN 'letter'
           ELSE 'delivered' END,
       review_ends_on = coalesce(review_ends_on, announced_on + review_days)
 WHERE coalesce(delivered_on, announced_on) IS NOT NULL;
ALTER TABLE arms.notice ENABLE TRIGGER USER;
