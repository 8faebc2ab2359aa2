"""What a detector reports."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data; where two findings overlap, the earlier kind names both."""

    EMAIL = "email"
    LINK = "link"
    IBAN = "iban"
    NATIONAL_ID = "national_id"
    CARD = "card"
    PHONE = "phone"
    HANDLE = "handle"
    BIRTH = "birth"
    POSTAL = "postal"
    STUDENT = "student"
    EMPLOYEE = "employee"
    PLATE = "plate"
    NAME = "name"
    PERSON = "person"


@dataclass(frozen=True)
class Finding:
    """``text`` is ``original[start:end]``."""

    kind: Kind
    start: int
    end: int
    text: str
