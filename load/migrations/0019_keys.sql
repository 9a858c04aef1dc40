-- What refers to what, and where each source comes from. A load writes a notice
-- in an order of its own, so its keys are looked at when the load ends. Figures
-- and deals have none, as their partitions may lie on other servers;
-- tests/db/explained.t has all columns without a key, and why.

CREATE TABLE arms.source (
    source     text PRIMARY KEY,
    title      text,
    publisher  text,
    address    text,
    cadence    text,
    licence    text,
    restricted boolean
);
INSERT INTO arms.source (source)
SELECT source FROM arms.run
UNION SELECT source FROM arms.document
UNION SELECT source FROM arms.package;
ALTER TABLE arms.run ADD FOREIGN KEY (source) REFERENCES arms.source;
ALTER TABLE arms.document ADD FOREIGN KEY (source) REFERENCES arms.source;
ALTER TABLE arms.package ADD FOREIGN KEY (source) REFERENCES arms.source;

ALTER TABLE arms.publication_purchaser
    ADD FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.publication_item
    ADD FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (document_id, number, part_of)
        REFERENCES arms.publication_item DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.publication_contractor
    ADD FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED;

-- The key to the document is in that to the publication.
ALTER TABLE arms.notice_publication
    DROP CONSTRAINT notice_publication_document_id_fkey,
    ADD FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (notice_id) REFERENCES arms.notice
        DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.notice_purchaser
    ADD FOREIGN KEY (notice_id) REFERENCES arms.notice
        DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.notice_item
    ADD FOREIGN KEY (notice_id) REFERENCES arms.notice
        DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (notice_id, part_of)
        REFERENCES arms.notice_item DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.notice_contractor
    ADD FOREIGN KEY (notice_id) REFERENCES arms.notice
        DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE arms.discrepancy
    ADD FOREIGN KEY (notice_id) REFERENCES arms.notice
        DEFERRABLE INITIALLY DEFERRED;
