-- Statements ask for `touched = 1`, which both databases read as this index has it.
DROP INDEX blocks_touched;
CREATE INDEX blocks_touched ON blocks (number) WHERE touched = 1;
