-- How many a body has to be at least, by the rule and the members of its first day; null where no rule says.
ALTER TABLE body ADD least_seats int;
ALTER TABLE body ADD least_citation text;
ALTER TABLE body ADD least_verified boolean NOT NULL DEFAULT false;
