"""What is said in films and recordings: captions read, kept, found by the second."""
