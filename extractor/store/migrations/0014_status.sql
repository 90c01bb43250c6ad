-- Awards that were proposed, or are told as past honour, are few among those conferred.
CREATE INDEX awards_status ON awards (status, year);
