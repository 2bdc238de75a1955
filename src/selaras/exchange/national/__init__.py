"""The national system (SIASN, e-Kinerja): its field names, its two tokens, what it says when it refuses."""
