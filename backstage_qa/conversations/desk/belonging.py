"""Whether a question seems to be one that Backstage does not answer: advice, never a rule."""

import re
from functools import cache

from ...insults import detect as insults
from ...personal_data.folding import fold
from ..reasons import Fits

# Folded words of both languages, by what they are about; a space stands for any blank.
ASKS: dict[Fits, list[str]] = {
    Fits.APPLICATION: [
        r"(?:status|state|progress|outcome|result) of (?:my|our) (?:job )?(?:application"
        r"|interview)",
        r"where (?:is|does|stands) my (?:application|file|candidacy)|my application (?:stand"
        r"|number)",
        r"(?:update|news|answer|feedback|reply) (?:on|about|to|for|regarding) my "
        r"(?:job )?(?:application|interview)",
        r"(?:did|have) (?:you|they) (?:receive|get|got|received|read|seen|see) my "
        r"(?:application|cv|resume|documents)",
        r"my (?:application|candidacy) (?:was|has been|got|is still|is|remains) "
        r"(?:rejected|refused|declined|turned|pending|under|lost|in progress)",
        r"i (?:have )?applied\b.{0,90}(?:no answer|no reply|heard nothing|not heard|any news"
        r"|any update)",
        r"(?:etat|statut|suivi|avancement|resultats?|issue|suites?) (?:de|a|donnee a) "
        r"(?:ma candidature|mon dossier|mon entretien|mes entretiens)",
        r"ou en (?:est|sont) (?:ma candidature|mon dossier|mon recrutement|mes candidatures)",
        r"(?:reponse|nouvelles?|retour|retours) (?:a|de|sur|concernant|pour|suite a) "
        r"(?:ma candidature|mon entretien|mon dossier)",
        r"(?:recu|lu|vu|etudie|traite) (?:ma candidature|mon cv|mon dossier|mes documents)",
        r"ma candidature (?:a ete|est|n'a pas|reste) (?:refusee|rejetee|ete|en cours|sans"
        r"|en attente)",
        r"j'ai postule\b.{0,90}(?:sans (?:reponse|nouvelles?|retour)|(?:aucune|pas).{0,12}"
        r"(?:reponse|nouvelle|retour))",
    ],
    Fits.PAY: [
        r"(?:mistake|error|wrong|missing).{0,30}(?:on|in|from) my (?:pay ?slip|pay|wages|salary)",
        r"my (?:salary|wages|pay|bonus|expenses|overtime)\b.{0,30}"
        r"(?:not been paid|not paid|was not|were not|unpaid|late|missing|wrong)",
        r"erreur.{0,30}(?:fiche|bulletin)s? de (?:paie|paye|salaire)",
        r"(?:mon salaire|ma prime|ma paie|mes heures|mes frais|mon solde)\b.{0,40}"
        r"(?:pas (?:ete |encore )*(?:verse|paye|rembourse|regle)|en retard|manqu|impaye)",
        r"(?:reclam|rappel)\w* (?:de|sur|pour|concernant) (?:mon |ma |mes )?(?:salaire|paie|prime)",
    ],
    Fits.CUSTOMER: [
        r"my (?:bank |current |savings |online )*account (?:is|was|has been|got|number)",
        r"(?:lost|stolen|blocked|swallowed|stole|cancel|block).{0,12} (?:my |a )?"
        r"(?:bank |credit |debit )*card",
        r"my (?:credit|debit|bank) card|(?:pin|password|code) (?:of|for|to) my (?:card|account"
        r"|app)",
        r"my (?:loan|mortgage|overdraft|transfer|direct debit|insurance claim|policy|refund)\b",
        r"(?:open|close) (?:an|my) account|can you (?:lend|refund)|log ?in to (?:my|the) "
        r"(?:account|online banking)",
        r"mon compte (?:bancaire |courant |epargne |en ligne )*"
        r"(?:est|a ete|etait|n'est|a decouvert|bloque|debite)",
        r"carte (?:bancaire |bleue |de credit )*(?:perdue|volee|avalee|bloquee)|ma carte "
        r"(?:bancaire|bleue|de credit|ne |est|a ete)",
        r"(?:perdu|opposition|bloquer|vole)\b.{0,20}(?:ma|une) carte",
        r"mon (?:pret|credit|virement|prelevement|decouvert|sinistre|remboursement|assurance)\b",
        r"(?:ouvrir|fermer|cloturer) (?:un|mon) compte|(?:code|mot de passe) de "
        r"(?:ma carte|mon compte|l'appli)|connecter a mon (?:compte|espace client)",
    ],
}


def asks_about(text: str) -> Fits | None:
    """What a text asks about instead of a profession; None where nothing says so."""
    if insults.find(text):
        return Fits.INSULT
    folded = fold(text)
    return next((fits for fits, pattern in _patterns().items() if pattern.search(folded)), None)


@cache
def _patterns() -> dict[Fits, re.Pattern[str]]:
    return {
        fits: re.compile(rf"\b(?:{'|'.join(asks)})".replace(" ", r"\s+"), re.DOTALL)
        for fits, asks in ASKS.items()
    }
