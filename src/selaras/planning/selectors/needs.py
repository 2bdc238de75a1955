"""Which resource needs a plan names, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selaras.planning.models import LampiranBlock, LampiranItem, ResourceAnswer, Skp


@dataclass(frozen=True, slots=True)
class Need:
    """One need with its answer, None while nobody answered."""

    text: str
    answer: ResourceAnswer | None

    @property
    def is_met(self) -> bool:
        """Whether it was answered with yes."""
        return self.answer is not None and self.answer.answer == "ya"


def needs_of(skp: Skp, texts: Iterable[str] | None = None) -> list[Need]:
    """The needs of a plan in their order; `texts` are those of an agreed version, else the live ones are read."""
    if texts is None:
        rows = LampiranItem.objects.filter(skp=skp, block=LampiranBlock.RESOURCES)
        texts = rows.order_by("order", "id").values_list("text", flat=True)
    wanted = list(dict.fromkeys(texts))
    if not wanted:
        return []
    answers = ResourceAnswer.objects.filter(skp=skp).select_related("answered_by")
    told = {answer.need: answer for answer in answers}
    return [Need(text, told.get(text)) for text in wanted]
