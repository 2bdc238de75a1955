# Thin wrappers for those who have make; dev.py does the work and needs nothing but Python.
.PHONY: run test check fix demo bench docs trace setup lock
run test check fix demo bench docs trace setup lock:
	@python3 dev.py $@ $(ARGS)
