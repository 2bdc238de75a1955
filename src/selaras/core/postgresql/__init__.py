"""PostgreSQL as Django knows it, with connections that a server hands from request to request (docs/adr/0025)."""
