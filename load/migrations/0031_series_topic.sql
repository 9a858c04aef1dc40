-- Which series are about the same is asked of each figure that an edition rewrites.
CREATE INDEX series_topic_idx ON arms.series (dataset, topic);
