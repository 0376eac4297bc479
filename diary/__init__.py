"""Use: timetable, homework, attachments, opens, the board."""
