"""The tests, laid out like the rooms they test; `running.py` starts the real server for those that need one."""
