-- A promise that was made in a movement is taken back there, and this service hears of it.
GRANT UPDATE (state, version) ON pledge TO doanket_worker;
