"""Certified electronic signatures: what is asked of a service, the services, and the check of an answer."""
