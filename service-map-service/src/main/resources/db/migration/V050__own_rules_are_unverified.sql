-- What is Doanket's own word nobody has read anywhere: a federation that takes it for its own says so by setting it.
UPDATE visit_rule SET verified = false WHERE citation LIKE 'Doanket''s own%';
UPDATE trust_rule SET verified = false WHERE citation LIKE 'Doanket''s own%';
UPDATE same_site_rule SET verified = false WHERE citation LIKE 'Doanket''s own%';
UPDATE territory_rule SET verified = false WHERE citation LIKE 'Doanket''s own%';
