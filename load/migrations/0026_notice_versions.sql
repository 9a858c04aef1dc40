-- What is asked of the versions of one notice costs what these are, and not all
-- that ever were.

CREATE INDEX ON arms_history.notice_history (notice_id, valid_from);
CREATE INDEX ON arms_history.notice_purchaser_history (notice_id, valid_to);
CREATE INDEX ON arms_history.notice_item_history (notice_id, valid_to);
CREATE INDEX ON arms_history.notice_contractor_history (notice_id, valid_to);
CREATE INDEX ON arms_history.notice_publication_history (notice_id, valid_to);
CREATE INDEX ON arms_history.notice_publication_history (surface, url);
CREATE INDEX ON arms_history.discrepancy_history (notice_id);
CREATE INDEX ON arms_history.document_history (document_id);
