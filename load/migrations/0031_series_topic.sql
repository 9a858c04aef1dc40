-- Which series are about the same is asked of each figure that an edition rewrites.
-- The first of a topic has its number; only the others need an index.
CREATE INDEX series_topic_idx ON arms.series (dataset, topic)
    WHERE topic <> series_id;
