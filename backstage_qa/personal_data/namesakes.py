"""What is named after people without being one: streets, firms, laws, and those everybody knows."""

import re

from . import lexicon
from .folding import Folded
from .reading import Word

# What is named after people, or holds their names
BEFORE = re.compile(
    r"(?<!\w)(?:rue|avenue|av\.?|bd|boulevard|place|quai|pont|cours|square|allee|impasse|gare|metro"
    r"|station|arret|lycee|college|universite|iut|ecole|institut|fondation|hopital|clinique|stade"
    r"|tour|tours|salle|amphi\w*|batiment|campus|musee|theatre|bibliotheque|lois?|affaire|rapport"
    r"|plan|prix|prix nobel|theoreme|modele|methode|theorie|courbe|matrice|indice|ratio|groupe"
    r"|banque|hotel|restaurant|chateau|domaine|residence|maison|boutique|magasin"
    r"|cabinet|societe|entreprise|fonds|parc|centre|saint|sainte|st|ste|san|santa|los|las|new|big"
    r"|port|mont|ville"
    r"|ile|cap|tempete|ouragan|logiciel|outil|produit|robot|chatbot|promotion|bourse|trophee"
    r"|marque|film|livre|roman|serie|storm|hurricane|lake|mount|the|king|queen|pope|pape|roi|reine"
    r"|programme|program|projet|project|president|ministre|langage|language|tool|software|app"
    r"|model|monte|chez|renault|peugeot|citroen|vauxhall|ford|toyota|opel|fiat|volkswagen|seat"
    r"|dacia|nissan"
    r"|cafe|bar|bistrot?|charte|charter|accord|label|appli|plateforme|platform|reseau|network)"
    r"(?: (?:de|du|des|de la|of|the|nobel de|nobel|dite?|called))*(?: |-| d')$"
)
# Where a town is named, beside others or not: "à Antony", "in Austin, Charlotte or Jackson"
IN_TOWN = re.compile(
    r"(?<!\w)(?:(?:in|near|at|vers|a|(?:agences?|bureaux?|sites?|equipes?|bassin|region|antenne) de"
    r"|branch(?:es)? (?:in|of)|live in|pres de|autour de|quitte|rejoindre) "
    r"|d')(?:[a-z-]{2,20}(?:, | or | ou | and | et )){0,4}$"
)
AFTER = re.compile(
    r"[ -](?:street|road|avenue|lane|act|college|school|university|tower|foundation|institute|group"
    r"|groupe|bank|banque|partners|capital|prize|award|museum|station|airport|hospital|stadium"
    r"|building|square|house|court|cross|hall|centre|center|park|gardens|inc|ltd|limited|plc|llp|sa"
    r"|sas|gmbh|consulting|conseil|assurances?|investments?|asset|management|securities|trust|day"
    r"|island|valley|city|town|county|business|associates|finance|programme|program|services"
    r"|solutions)(?!\w)"
)
ARTICLE = re.compile(r"(?<!\w)(le|la|les|el|los) $")  # "Les Ulis"
INSTEAD = re.compile(r"(?<!\w)(?:a (?:la|sa|ma|leur) place|prendre la place) d[e'] ?$")
# "À" is not always a place: "parler à Florence"
TOLD = re.compile(
    r"(?<!\w)(?:parl\w*|dire|dit\w*|dis|demand\w*|ecri\w*|transm\w*|envoy\w*|donn\w*|rem\w*"
    r"|repon\w*|explique\w*"
    r"|adress\w*|confi\w*|merci|grace|signale\w*|pens\w*|fait|face) a $"
)
# Of firms that two people founded, the first
FOUNDED = re.compile(
    r"(?<!\w)(?:marks|ernst|johnson|procter|dolce|barnes|standard|bang|tate|legal|dun|hewlett"
    r"|black|price|legg|brown|crabtree|fortnum|moet|house of) (?:and|et|&) $"
)
VALLEY = re.compile(r"val (?:de (?!la )|d')")  # "Val de Loire", "Val d'Oise"
NEVER_LAST = re.compile(
    "street|road|avenue|college|school|university|tower|foundation|institute|group|bank|partners"
    "|capital|day|square|station|bridge|gate|works|keynes|house|hall|woods|park|palace|airport|hill"
)
OWN_THING = re.compile(
    r" ?& ?\w| (?:et|and) (?:associes|fils|co\b)|(?:'s)? (?:affair|scandal|law)\b"
)
# Languages and assistants with a first name, where machines are spoken of
TOOLS = frozenset({"claude", "julia", "alexa", "ruby", "ada", "maria", "django"})
MACHINES = re.compile(
    r"(?<!\w)(?:python|java|sql|vba|rust|matlab|chatgpt|copilot|gemini|gpt|ia|ai|llm|code[rsz]?"
    r"|coding|langages?|languages?|programm\w+|scala|pandas|excel|rails)(?!\w)"
)


def is_nobody(folded: Folded, name: list[Word]) -> bool:
    """Whether this name stands for a thing, or for somebody whom everybody knows."""
    return is_famous(folded, name) or is_institution(folded, name)


def is_famous(folded: Folded, name: list[Word]) -> bool:
    start, end = name[0].start, name[-1].end
    is_valley = VALLEY.match(folded.text, start)
    return bool(is_valley) or folded.text[start:end] in lexicon.words("famous")


def is_institution(folded: Folded, name: list[Word]) -> bool:
    start, end = name[0].start, name[-1].end
    if len(name) == 1 and name[0].bare in lexicon.words("towns_and_firms_with_names"):
        before = folded.text[max(0, start - 70) : start]
        if IN_TOWN.search(before) and not TOLD.search(before):
            return True
    if len(name) > 1 and NEVER_LAST.fullmatch(name[-1].text):
        return True
    after = AFTER.match(folded.text, end)
    is_title = after and folded.source(after.start() + 1, after.end())[:1].isupper()
    if is_title or "-".join(word.text for word in name) in lexicon.words("proper_nouns"):
        return True
    before = folded.text[max(0, start - 40) : start]
    if (led := ARTICLE.search(before)) and f"{led[1]}-{name[0].text}" in lexicon.words(
        "proper_nouns"
    ):
        return True
    if BEFORE.search(before) and not (INSTEAD.search(before) or _is_at_home(name, before)):
        return True
    if FOUNDED.search(before):
        return True
    return bool(OWN_THING.match(folded.text, end)) or folded.text.endswith("& ", 0, start)


def _is_at_home(name: list[Word], before: str) -> bool:
    """Whether "chez" is said of a person: "chez Vincent", but not "chez Zara"."""
    is_common = name[0].text in lexicon.words("lower_case_first_names")
    return is_common and before.endswith("chez ")


def is_tool(folded: Folded, name: list[Word]) -> bool:
    """Whether it is a machine that is called so, as in "Python, Java and a little Julia"."""
    return len(name) == 1 and name[0].text in TOOLS and bool(MACHINES.search(folded.text))
