"""Which citation belongs to which quotation, and what it points back to."""
