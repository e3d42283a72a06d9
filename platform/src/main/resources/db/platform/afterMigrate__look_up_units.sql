CALL doanket.look_up_units();
