-- A name that says the year of its registration is not told apart by it: "Tổ tự quản 2025" of 2025 is "Tổ tự quản 2026" of 2026.
ALTER TABLE good_practice_model ALTER name_digits SET EXPRESSION AS (regexp_replace(regexp_replace(doanket.search_form(name),
  '(?<![0-9])' || year || '(?![0-9])', '', 'g'), '[^0-9]', '', 'g'));
-- Of the same place are also two of which one says its code and the other its name alone, if that name is the same.
ALTER TABLE good_practice_model ADD place_text text GENERATED ALWAYS AS (nullif(doanket.search_form(place), '')) STORED;
CREATE INDEX good_practice_model_place_text ON good_practice_model (place_text, name_digits) WHERE place_text IS NOT NULL;
ALTER TABLE model_import_row
  ADD place_text text GENERATED ALWAYS AS (nullif(doanket.search_form(form -> 'place' ->> 'text'), '')) STORED,
  ADD place_code text GENERATED ALWAYS AS (form -> 'place' ->> 'code') STORED;
CREATE INDEX model_import_row_place_text ON model_import_row (import_id, place_text, name_digits);
