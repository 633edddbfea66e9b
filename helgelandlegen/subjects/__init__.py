"""What each subject says, as plain data: sentences, panels, a municipality, a meeting's steps. No Streamlit.

Screens (ui/), briefings (briefing/) and the command line say the same because they read it here.
"""
