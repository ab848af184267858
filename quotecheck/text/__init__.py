"""Text as characters and words: folding with an offset map, omissions, quotation-mark tables."""
