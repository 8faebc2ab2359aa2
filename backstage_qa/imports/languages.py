"""Which of a site's languages a text is written in, by its commonest words."""

import re
from collections.abc import Iterable

# Words that one of the languages uses all the time, and the others hardly.
COMMON = {
    "en": "the of and to is that it for with what how are this can you not be have do which would"
    " i my your they were if about when should has there who why any does did from by at",
    "fr": "le la les des est une que pour dans qui pas du et ce je vous il sur avec comment ou au"
    " à de l j c n qu ne son sa ses mon mes ma nous votre notre cette ces mais être ai été aux"
    " quel quelle quels quelles quand merci bonjour y",
    "de": "der die das und ist nicht ich ein eine zu mit wie von den es auf für im sich auch",
    "es": "el los las que una por con para es se del como cómo qué está pero lo su puede son de",
    "it": "il che di una per non con del della come sono gli è ho questo nel si più cosa anche i l",
    "nl": "de het een en van ik niet dat op te zijn voor met hoe wat naar maar ook kan deze",
    "pt": "o os uma que para com não em do da como é por se ao mas na são você qual de",
}
MARKUP = re.compile(r"<pre>.*?</pre>|<code>.*?</code>|<[^>]*>|\$[^$]*\$|https?://\S+", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")
CLEARLY = 1.3


def guess(text: str, among: Iterable[str]) -> str:
    """One of ``among`` (codes such as ``fr``): the first, unless another is clearly it."""
    languages = list(among)
    if len(languages) == 1:
        return languages[0]
    words = WORD.findall(MARKUP.sub(" ", text).lower())
    counts = {language: sum(word in _common(language) for word in words) for language in languages}
    best = max(languages, key=lambda language: counts[language])
    return best if counts[best] > CLEARLY * counts[languages[0]] else languages[0]


def _common(language: str) -> set[str]:
    return SETS.get(language.split("-")[0], set())


SETS = {language: set(words.split()) for language, words in COMMON.items()}
