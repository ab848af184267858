"""From a `Target` to a `Retrieval`: mirrors, the evidence store, the live web, archives."""
