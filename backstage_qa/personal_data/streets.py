"""What a postal address looks like, in France and in English-speaking countries."""

# Where the name of a French street ends
STOP = (
    r"(?=[ ]*(?:[,.;:!?()\n]|$|\d)|[ ](?:depuis|a|au|aux|pres|dans|avec|pour|mais|qui|jusqu|en|est"
    r"|je|c'est|chez|et|pendant)\b)"
)
NUMBER = (
    r"(?:(?:residence(?! (?:universitaire|etudiante))|resid?\.|immeuble) [^\n,.;:!?()\d]{2,30}, ?"
    r"(?:(?:bat(?:iment|\.)?|appt?\.?|appartement|apt\.?|esc(?:alier|\.)?|porte|hall|chambre"
    r"|logement)"
    r" ?[\w-]{1,4}, ?){0,3}|(?:bat(?:iment|\.)?|appt?\.?|appartement|apt\.?) ?[\w-]{1,4}, ?)?"
    r"\d{1,4}(?: ?(?:bis|ter|quater|[a-d])\b)?,? "
)
FRENCH_STREET = (
    r"(?:rue|r\.|grand[' -]?rue|grande rue|avenue|av\.?|boulevard|bd\.?|bld|allees?|impasse|imp\."
    r"|chemin|ch\.|quai|faubourg"
    r"|fbg|ruelle|esplanade|hameau|venelle|promenade|traverse"
)
# Words like others: a name must follow
FRENCH_WORD = (
    r"place|pl\.|cours|route|rte|square|passage|sentier|villa|cite|residence|voie|montee|clos"
    r"|lotissement"
)
STREET_NAME = rf" (?:(?:du|des) \d\d? [a-z]{{3,9}}(?: \d{{4}})?|[^\n,.;:!?()\d]{{2,50}}?){STOP}"
TOWN = r" (?:(?:la|le|les|l'|saint|sainte|st|ste)[ -]?)?[a-z][a-z'-]+(?: cedex(?: \d\d?)?)?"
FRENCH_TOWN = rf"[ ]*[,-]?[ ]*\n?[ ]*\d{{2}} ?\d{{3}}(?!\d)(?:{TOWN})?"
# A flat, a floor, a building, before the town
FRENCH_UNIT = (
    r"(?:,? (?:bat(?:iment|\.)?|appt?\.?|appartement|apt\.?|esc(?:alier|\.)?|etage|porte|hall"
    r"|residence|res\.|bp|boite|chambre|logement|studio|lot)(?: ?n ?°)? ?[\w'-]+(?: [a-z]+)?"
    r"(?=,| \d)|,? \d{1,2}(?:e|er|eme) (?:etage|gauche|droite))*"
)
FLAT = (
    r"(?:(?:(?:flat|apt\.?|apartment|unit) \w{1,4}|room \d\w{0,3}|the [a-z]{3,20}(?: house)?),? "
    r"(?:(?:[a-z'-]+ ){1,2}(?:house|court|lodge|building|hall|mansions?|tower|heights), )?)?"
    r"\d{1,5}[a-d]?,? (?:(?:\d{1,3}(?:st|nd|rd|th)|[a-z][a-z'.-]*) ){1,4}?"
)
ENGLISH_STREET = r"(?:avenue|ave|rd|ln|boulevard|blvd|crescent|mews"
ENGLISH_WORD = (
    r"street|st|road|lane|drive|dr|court|ct|close|way|place|square|terrace|gardens|hill|row|grove"
    r"|park|view|walk|green|mount|parade|quay|rise|croft|wharf"
)
POSTCODE = r"(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]{2},? \d{5}(?:-\d{4})?)(?!\w)"
UNIT = r"(?:,? (?:block|apartment|apt\.?|flat|unit|suite|room|floor|building|\#) ?\w{1,4}(?=,))*"
ENGLISH_TOWN = rf"{UNIT}(?:,?[ \n][a-z][a-z' -]{{1,30}}){{0,2}}?,?[ \n]{POSTCODE}"

FRENCH = (
    rf"{NUMBER}{FRENCH_STREET}|(?P<word>{FRENCH_WORD})){STREET_NAME}{FRENCH_UNIT}(?:{FRENCH_TOWN}"
    r"|,? (?:a )?(?:paris|lyon|marseille) \d\d?(?:er|e|eme)?(?!\w))?"
)
ENGLISH = rf"{FLAT}{ENGLISH_STREET}|(?P<name>{ENGLISH_WORD}))\b(?:{ENGLISH_TOWN})?"
# In Belgium and German-speaking countries the number comes after the street
NUMBER_LAST = (
    r"(?:(?:rue|avenue|av\.|chaussee|boulevard|bd|place|quai|chemin|route|allee|square)"
    r" [^\n,.;:!?()\d]{2,40}|[a-z-]{2,30}(?:strasse|str\.|weg|gasse|platz|straat|laan))"
    r" \d{1,4}(?: ?[a-c])?(?:,? (?:bte|boite|bus) ?\w{1,4})?, (?:(?:b|ch|l"
    r"|d)-)?\d{4,5} [a-z][a-z'-]+"
)
HAMLET = (
    r"(?:bp|b\.p\.|boite postale|cs|tsa) ?\d[\d ]{1,6},? \d{2} ?\d{3} [a-z][a-z' -]{1,30}?"
    r"(?: cedex(?: \d\d?)?)?"
    r"(?=[ ]*(?:[,.;:!?()\n]|$))"
    rf"|p\.?o\.? ?box \d{{1,6}},? (?:[a-z][a-z' -]{{1,30}},? )?{POSTCODE}|"
    r"(?:lieu-dit|lieu dit|hameau|residence|domaine|ferme|villa) [^\n,.;:!?()\d]{2,40},"
    rf"{FRENCH_TOWN}"
)
COTTAGE = (
    r"(?!(?:at|in|to|from|near|is|on) )(?:[a-z'-]+ ){1,2}(?:cottage|house|farm|lodge|barn|villa"
    r"|mews|court),"
    rf"(?: \d{{0,4}} ?[a-z' -]{{2,30}},){{1,3}}? [a-z][a-z' -]{{1,30}},? {POSTCODE}"
)
# What an English postcode ends is a home, whatever its street is called
POSTED = (
    r"\d{1,4}[a-d]? [a-z][a-z'-]{3,20}(?: [a-z'-]{2,20}){0,2}, [a-z' -]{3,30}?,?"
    rf" {POSTCODE}"
)
WHOLE = (
    rf"{NUMBER}{FRENCH_STREET}|{FRENCH_WORD}){STREET_NAME}{FRENCH_UNIT}{FRENCH_TOWN}"
    rf"|{NUMBER_LAST}|\d{{1,4}}(?: ?(?:bis|ter))?,? grand[' -]rue,?{FRENCH_TOWN}"
    rf"|{FLAT}{ENGLISH_STREET}|{ENGLISH_WORD})\b{ENGLISH_TOWN}|{HAMLET}|{COTTAGE}|{POSTED}"
)
