"""Words as the rules read them: numbers, names, stems, and how they are told."""
