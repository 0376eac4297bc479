"""What there is: subject → grade → lesson, items and their versions, licences, status, shelves."""
