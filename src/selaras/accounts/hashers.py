"""Argon2id with parameters that two cores can serve when an office signs in at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class MeasuredArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: OWASP's floor, about 20 ms; Django's default costs 180 ms a sign-in."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
