"""Draws docs/states.md from the code: ``python docs/draw_states.py``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from backstage_qa.conversations.states import OWED, TRANSITIONS, Role, Status  # noqa: E402

PAGE = ROOT / "docs/states.md"
START, END = "<!-- drawn from states.py -->", "<!-- end -->"


def diagram() -> str:
    """Where each verb leads, as a mermaid diagram."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> received: ask"]
    for verb, transition in TRANSITIONS.items():
        if transition.to is not None:
            lines += [
                f"    {status} --> {transition.to}: {verb}"
                for status in Status
                if status in transition.sources
            ]
    return "\n".join([*lines, "```"])


def table() -> str:
    """Every verb: where from, where to, who."""
    rows = ["| verb | from | to | who |", "|---|---|---|---|", "| ask | – | received | candidate |"]
    for verb, transition in TRANSITIONS.items():
        sources = [status for status in Status if status in transition.sources]
        origin = "any" if len(sources) == len(Status) else ", ".join(sources)
        who = ", ".join(role for role in Role if role in transition.who)
        who += ", the tick" if transition.by_time else ""
        rows.append(f"| {verb} | {origin} | {transition.to or 'same'} | {who} |")
    return "\n".join(rows)


def owed() -> str:
    names = ", ".join(f"`{status}`" for status in Status if status in OWED)
    return f"An answer is owed in: {names}."


def drawn() -> str:
    return "\n\n".join([START, diagram(), table(), owed(), END])


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    PAGE.write_text(before + drawn() + rest.split(END)[1], encoding="utf-8")
