"""What follows from results: angka kredit, TPP, development. Proposed with reasons, decided by people."""
