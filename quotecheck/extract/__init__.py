"""From a `Document` to its quotations, its citations and the links between them."""
