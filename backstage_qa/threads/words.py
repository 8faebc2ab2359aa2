"""The words that tell one question from another, in either language."""

import re
import unicodedata

SHORTEST = 4
STEM = 6  # letters that "recruit", "recruiter" and "recrutement" are compared by

# Words of most questions; folded and cut like all others.
COMMON = {
    *("about", "after", "ask", "been", "before", "best", "could", "does", "from", "have", "into"),
    *("like", "long", "make", "more", "much", "need", "role", "should", "some", "take", "than"),
    *("that", "their", "there", "they", "this", "what", "when", "where", "which", "will", "with"),
    *("work", "would", "your", "want", "know", "many", "really", "question"),
    *("alors", "apres", "aussi", "autre", "avant", "avec", "avez", "avoir", "bien", "cette"),
    *("chez", "combie", "commen", "dans", "depuis", "elle", "entre", "est-ce", "etes", "etre"),
    *("faire", "faut", "leur", "mais", "meme", "metier", "moins", "notre", "nous", "pendan"),
    *("peut", "plus", "pour", "pourqu", "quand", "quel", "quelle", "quels", "quoi", "sans"),
    *("sont", "sous", "tous", "tout", "travai", "tres", "votre", "vous"),
}


def telling_words(text: str) -> set[str]:
    """The longer words of a text, without accents, cut to their first letters."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = {word[:STEM] for word in re.findall(r"\w+", plain) if len(word) >= SHORTEST}
    return words - COMMON
