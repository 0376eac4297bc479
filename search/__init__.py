"""Finding: the port, the engines behind it, the query's understanding, ranking and suggestions."""
