-- The day it is by the law of a jurisdiction: statements that asked for the day of the session took yesterday's rules until seven in the morning.
CREATE FUNCTION legal_day(of_jurisdiction text, at timestamptz DEFAULT now()) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT (at AT TIME ZONE CASE of_jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date $$;
