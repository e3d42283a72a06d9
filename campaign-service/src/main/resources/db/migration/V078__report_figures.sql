-- What is typed each day of a year and put against a small plan makes percentages and forecasts of more digits than were foreseen.
ALTER TABLE plan_report_line ALTER percent TYPE numeric, ALTER forecast TYPE numeric;
