"""Any number of made-up items for benchmarks: Russian words of the grid, pictures of others."""
