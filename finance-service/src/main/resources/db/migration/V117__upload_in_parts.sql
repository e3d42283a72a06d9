-- A file is read back part by part: kept without compression, a part is fetched without what stands before it. Files are text that is read once.
ALTER TABLE upload ALTER COLUMN content SET STORAGE EXTERNAL;
