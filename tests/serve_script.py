"""`python -m tests.serve_script FILE`: the real server around another Streamlit script than app.py."""

from __future__ import annotations

import sys
from pathlib import Path

from helgelandlegen import server

if __name__ == "__main__":
    sys.exit(server.main(server.make_app(Path(sys.argv[1]).resolve()), lambda: None))
