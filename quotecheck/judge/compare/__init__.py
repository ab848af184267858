"""A quotation and its passages laid side by side."""
