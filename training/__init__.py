"""How the English files under `graphmem/language/data` were made, from open data, repeatably."""
