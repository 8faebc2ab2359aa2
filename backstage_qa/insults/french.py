"""Insults in French, folded: no accents, "oe" for "œ". Our own list."""

# Alone, whatever stands around; feminine and plural are found by themselves.
WORDS = [
    "abruti",
    "batard",
    "bougnoule",
    "bouffon",
    "branleur",
    "casse-couille",
    "chinetoque",
    "conard",
    "conasse",
    "connard",
    "connasse",
    "conne",
    "couillon",
    "cretin",
    "ducon",
    "emmerdeur",
    "emmerdeuse",
    "encule",
    "enculer",
    "enfoire",
    "enflure",
    "fdp",
    "gouine",
    "grognasse",
    "mange-merde",
    "merde",
    "merdeux",
    "merdique",
    "ntm",
    "negro",
    "niquer",
    "pede",
    "petasse",
    "pouffiasse",
    "poufiasse",
    "putain",
    "pute",
    "raclure",
    "salaud",
    "salopard",
    "salope",
    "saloperie",
    "tafiole",
    "tapette",
    "tarlouze",
    "tocard",
    "trouduc",
    "youpin",
]

# Only with the words beside them: alone, each of them is said without any harm.
PHRASES = [
    r"(?:sale|gros|grosse|petit|petite|pauvre|vieux|vieille)s? (?:con|conne|merde|pute|pd"
    r"|pedale)s?",
    r"(?:especes?|bande|ramassis|tas) (?:d'|de )(?:gros |sales? |petits? )?"
    r"(?:con|conne|voleur|voleuse|escroc|bandit|menteur|menteuse|ordure|pourri|idiot|idiote"
    r"|imbecile|debile|incapable|incompetent|nul|naze|rat|porc|chien|clown|guignol|charlot|rigolo"
    r"|parasite|mafieu[xs]|bons? a rien|bras casse)s?",
    r"(?:t'es|tu es|vous etes|vous n'etes|t'es qu'|etes) (?:vraiment |tous |toutes |que |qu'"
    r"|bien )*"
    r"(?:des? |une? |qu'un |que des )?(?:gros |sales? |pauvres? |vrais? |petits? )*"
    r"(?:con|conne|idiot|idiote|imbecile|debile|stupide|ordure|escroc|voleur|menteur|porc"
    r"|minable|nul|naze"
    r"|guignol|clown|charlot|rigolo|incapable|bons? a rien)s?",
    r"(?:pauvre|sale|gros|grosse)s? (?:idiot|idiote|imbecile|debile|minable|porc)s?|sales? types?",
    r"sales? (?:arabe|juif|juive|noir|noire|blanc|blanche|negre|bicot|race|pd|gouine|etranger)s?",
    r"(?:ferme|fermez|la ferme|ta|vos|vos sales) ?(?:ta |la |vos )?gueules?",
    r"(?:va|allez) (?:te |vous )?(?:faire (?:foutre|enculer|voir|mettre|cuire un oeuf)|crever"
    r"|chier)",
    r"va te (?:pendre|tuer)|tuez-vous|suicidez-vous|creve(?:z)? (?:tous|donc|charogne)",
    r"fils? de (?:pute|chien|chienne|putain)",
    r"(?:nique|niquer|niquez|baise|encule) (?:ta|ton|sa|vos|votre) (?:mere|race|pere|daron(?:ne)?)",
    r"je (?:vous|t'|te) ?(?:emmerde|encule|pisse|chie|conchie)",
    r"(?:fait|faites|faire) chier|trou du cul|couilles? molles?|lecheurs? de bottes",
    r"(?:suce|sucez|lechez?)(?:-moi)? (?:ma|mes|mon) \w+",
    r"(?:boite|entreprise|banque|societe) de (?:merde|cons|voleurs|escrocs|nazes|branleurs)",
]
ENDINGS = r"(?:e|es|s|ee|ees|er|ez|ite|ement)?"
