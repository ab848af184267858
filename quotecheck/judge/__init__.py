"""How a quotation and its passage differ, by kind, and what that means."""
