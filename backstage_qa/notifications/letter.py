"""The form of every mail: plain text in parts, from which text and HTML are made."""

import textwrap
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Letter:
    """Plain text; ``quote`` and parts of the other strings were typed by people.

    ``link`` is an absolute address, or "" where there is nothing to lead to.
    """

    subject: str
    name: str  # of the person it is to, or ""
    paragraphs: list[str]
    why: str  # they get it
    quote: str = ""
    quoted: str = ""  # who said it
    after: list[str] = field(default_factory=list)  # paragraphs below the quote
    link: str = ""
    link_label: str = ""
    other_link: str = ""  # a second one, below
    other_label: str = ""

    @property
    def greeting(self) -> str:
        return _("Hello %(name)s,") % {"name": self.name} if self.name else _("Hello,")

    @property
    def signature(self) -> str:
        return _("The Backstage team")

    def as_text(self) -> str:
        quote = textwrap.indent(self.quote, "> ", lambda line: True)
        if self.quoted:
            quote += f"\n> — {self.quoted}"
        link = f"{self.link_label}\n{self.link}" if self.link else ""
        other = f"{self.other_label}\n{self.other_link}" if self.other_link else ""
        parts = [self.greeting, *self.paragraphs, quote, *self.after, link, other, self.signature]
        return "\n\n".join(part for part in [*parts, f"-- \n{self.why}"] if part) + "\n"


def why_candidate() -> str:
    return _("You receive this mail because you asked a question on Backstage.")


def why_expert() -> str:
    return _("You receive this mail because you answer candidates on Backstage.")
