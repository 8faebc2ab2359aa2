"""Words of most questions, which tell none from another; folded, not stemmed."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS = {
    "en": _set(
        "a about after all also am an and any are as at be been before but by can could did do"
        " does for from get had has have how i if in into is it its like may me more most my need"
        " no not of on one or our out should so some such t than that the their them then there"
        " these they this to up us want was we were what when where which who why will with would"
        " you your s d ll m re ve"
    ),
    "fr": _set(
        "a ai alors apres as au aussi aux avant avec avez avoir avons c ca car ce ces cet cette"
        " chez comment d dans de depuis des donc dont du elle elles en entre est et etre eu faire"
        " fait faut il ils j je l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne"
        " ni nos notre nous on ont ou par pas peu peut plus pour pourquoi qu quand que quel quelle"
        " quelles quels qui quoi s sa sans se sera ses si soit son sont sous suis sur t ta te tes"
        " toi ton tous tout toute toutes tres tu un une vers vos votre vous y"
    ),
}


def is_common(word: str, language: str) -> bool:
    """Whether a folded word says nothing about a question's subject."""
    return word in WORDS.get(language.split("-")[0].lower(), ())
