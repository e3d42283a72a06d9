-- Members are learned many in one statement now, which the listener itself carries.
DROP FUNCTION learn_member;
