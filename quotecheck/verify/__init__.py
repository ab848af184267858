"""The verification workflow: from quotations and a way to get sources to results."""
