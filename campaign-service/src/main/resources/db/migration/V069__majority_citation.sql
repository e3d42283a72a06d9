-- A quorum and a majority are two rules of one row, each with its own source; where only one is named it is of both.
ALTER TABLE meeting_rule ADD COLUMN majority_citation text;
UPDATE meeting_rule
   SET citation = CASE WHEN quorum_num = 0 THEN 'Doanket''s own word: nobody in particular need be there; no text was seen'
                       ELSE 'Doanket''s own word: two thirds of those who vote, as is usual; no text was seen' END,
       majority_citation = 'Doanket''s own word: more than half of the votes cast, as is usual; no text was seen'
 WHERE citation LIKE 'Doanket''s own word: two thirds%';
