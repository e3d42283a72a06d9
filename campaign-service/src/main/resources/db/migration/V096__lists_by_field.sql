-- Movements are found by the field of a content.
CREATE INDEX movement_content_field ON movement_content (field, movement_id) WHERE field IS NOT NULL;
