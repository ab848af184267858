"""Citation strings read into CSL fields."""
