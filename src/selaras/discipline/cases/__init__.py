"""What a discipline case needs to know: who may act in it, its deadlines, its letters, its pages."""
