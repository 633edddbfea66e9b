"""What the child process does that parses untrusted files, one module a format. The app itself imports none of it."""
