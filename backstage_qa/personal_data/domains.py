"""What the end of an address looks like."""

import re

from .folding import Folded

# Those that French and English speakers meet; rarer ones are found by their
# scheme, their "www." or their "@".
TLD = (
    "com|fr|org|net|eu|io|co\\.uk|ac\\.uk|org\\.uk|uk|gov|edu|info|dev|app|de|be|ch|ca|lu|es|it|pt"
    "|nl|ie|us|co|ai|me|tech|paris|bzh|corsica|re|ma|tn|dz|sn|ci|biz|pro|xyz|online|site|blog|cc|tv|dk|fi|pl|gr|cz|jp|cn|nz|za|ru|hu|bg"
    "|website|page|social|digital|media|solutions|cymru|wales|scot|london|name|studio|design|agency|space|shop|store|cloud|club|world|photo|art"
)
MAIL_HOSTS = (
    "gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|protonmail|proton|orange|wanadoo"
    "|laposte|free|sfr|neuf|bbox|gmx|aol|msn|yopmail|tutanota|zoho|fastmail|btinternet|skynet"
)

LAST_LABEL = re.compile(r"\.([a-z]+)$")


def is_new_sentence(folded: Folded, end: int) -> bool:
    """Whether what ends here is a full stop without its space ("the bank.It"), not an address."""
    match = LAST_LABEL.search(folded.text, max(0, end - 26), end)
    if not match:
        return False
    label = folded.source(*match.span(1))
    before = folded.source(match.start() - 1, match.start()) if match.start() else ""
    return label[:1].isupper() and not label.isupper() and not before.isupper()
