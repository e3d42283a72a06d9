-- A return of a frozen cut-off says what the cards said then, whatever is written on them later: they are copied with the figures.
ALTER TABLE statistic_unit ADD card jsonb NOT NULL DEFAULT '{}';
