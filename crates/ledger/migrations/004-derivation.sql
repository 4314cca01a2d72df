-- By which rules and judge the statements were made of the readings: where it is another than the program's, they are
-- made anew.
ALTER TABLE codebooks ADD COLUMN derived_by TEXT;
