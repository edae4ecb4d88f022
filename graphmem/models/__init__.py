"""The values that cross a border, by the border they cross."""
