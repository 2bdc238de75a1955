from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "selaras.core"
    label = "core"

    def ready(self) -> None:
        from selaras.core.forms import speak_plainly

        speak_plainly()
