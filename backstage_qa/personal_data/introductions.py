"""Words that introduce somebody: "je m'appelle", "my manager", "cordialement"."""

import re

# After these comes a name, whatever its letters.
CALLED = (
    r"je m'? ?app?el+e|je me nomme|(?:moi|mi) c'est|on m'appelle|(?:they|everyone|people) calls? me"
    r"|mon nom s'ecrit|my (?:sur)?name is spel(?:t|led)"
    r"|my names|my name s|mon (?:pre)?nom,? c ?'?est|i'?m called|i am called"
    r"|m(?:on|y) (?:petit |full |first |last |middle |married |birth |maiden |family )?(?:pre"
    r"|sur)?(?:nom|name)"
    r"(?: complet| de famille| de jeune fille| d'usage| d'epouse)?(?: is|'s| est| c'est| etant"
    r"| being| ?:)"
    r"|(?:(?:nom|prenom|name|surname|first name|last name|full name|signature|candidate?|manager"
    r"|contact|tut(?:eur|or)|referente?)(?: de famille)?(?: (?:et|and|&|/) (?:pre)?(?:nom"
    r"|name))?)[ ]*[:=]"
    r"|(?:je suis|i'?m|i am) (?:un certain |une certaine )?(?:nommee?|prenommee?)"
)
# After these, a name that stands with a capital.
LABELLED = (
    r"(?:pre)?nom(?: de famille)?|sous le nom de|under the name(?: of)?|(?:first|last|full"
    r"|maiden) name|surname|signee?|signed|se nomme"
    r"|appelez-moi|call me|de la part de|on behalf of|ici|this is"
)
SELF = (
    r"moi ces|je suis|j'suis|chuis|i'?m|i am|c'?est|c est|c|it'?s|this is|ici|moi|me presente"
    r"|introduce myself"
)
ROLE = (
    r"manag(?:er|euse)|n ?\+ ?[12]|responsable|chef(?:fe)?|direct(?:eur|rice)|tut(?:eur|rice|or)"
    r"|maitre(?:sse)?|collegues?|recruteu(?:r|se)|conseill(?:er|ere)|referente?|parrain|marraine"
    r"|mentore?|binome|coach|conjointe?|epou(?:x|se)|mari|femme|compagn(?:on|e)|cop(?:ain|ine)"
    r"|petite? amie?|amie?|freres?|soeurs?|fils|fille|pere|mere|maman|papa|cousine?|oncle|tante"
    r"|neveu|niece|voisine?|prof(?:esseure?)?|enseignante?|encadrante?|chargee? de \w+|drh|rrh|rh"
    r"|gestionnaire|superieure?|patronn?e?|interlocut(?:eur|rice)|assistante?|stagiaire"
    r"|alternante?|apprentie?|candidate?|salariee?|directrice|formateur|formatrice|colocataire"
    r"|boss|supervisor|lead|head|buddy|colleagues?|coworker|recruiter|interviewer|lecturer"
    r"|teacher|friends?|husband|wife|partner|fiancee?|brother|sister|son|daughter|mum|mom|dad"
    r"|mother|father|cousin|uncle|aunt|nephew|niece|flatmate|roommate|housemate|boyfriend"
    r"|girlfriend|neighbour|neighbor|assistant|sponsor|trainee|intern|apprentice|director"
    r"|contact|adviser|advisor|counsellor|personne|person|lady|guy|woman|man|dame|monsieur"
)
OWNER = (
    r"m(?:on|a|es)|t(?:on|a)|s(?:on|a|es)|notre|votre|l'|la|le|une?|cette|cet|ce|vos|nos"
    r"|my|our|his|her|their|your|the|an?|that|this|same|ancien(?:ne)?|old|former|ex-?"
)
NAMED = r"(?: ?,? ?(?:qui )?(?:s'appel+(?:e|ait)|se nomme|nommee?|est|etait|is|was|named|called))*"
BY = (
    r"merci (?:encore )?a|thanks (?:again |so much )?to|"
    r"(?:recu|recommande|coopte|accueilli|encadre|interroge"
    r"|suivi|signe|refuse|valide|envoye|presente)e?s? par|entretien avec"
    r"|echange(?:r|z)? avec|parle[rz]? (?:a|avec)|discute(?:r|z)? avec|rencontre(?:r|z)?"
    r"|demande[rz]"
    r"|prevenir|remercie[rz]|transmet(?:s|tre|tez|trai)? a|ecri(?:re|s|vez) a|dire a|eu affaire a"
    r"|(?:referred|interviewed|recommended|supervised|mentored|told"
    r"|managed|introduced|signed|written|sent) by|interview(?:ed)? with|sp(?:oke|oken|eak) (?:to"
    r"|with)"
    r"|talk(?:ed)? (?:to|with)|chat(?:ted)? (?:to|with)|met(?: with)?|ask for|thank|let|tell|told"
    r"|pass(?:ing|ed)? (?:it|this|that|you|them)(?: on)? to|wr(?:ite|ote|itten) to|worked (?:for"
    r"|with|under)|report(?:ed|ing)? to|coffee with|connect(?:ed)? with"
)
# What people do, and firms seldom
DOING = (
    r"(?:qui )?(?:m'|nous |vous |te |t'|l'|lui )(?:a|avait|aurait) (?:dit|parle|conseille|repondu"
    r"|recu"
    r"|appele|aide|explique|assure|promis|encadre|forme|ecrit|recommande|demande|confie|montre"
    r"|envoye|propose|orientee?|recue?|refuse|suivie?|accueillie?|contactee?|transmis)e?s?"
    r"|ne (?:me |m'|nous |vous )?(?:repond|rappelle)|travaille (?:avec|chez|dans|au|a|toujours"
    r"|encore)"
    r"|(?:est|etait) (?:mon|ma|notre|votre|en conge|en arret|absente?|partie?|a la retraite)"
    r"|(?:who )?(?:told|said|says|asked|emailed|rang|replied|retired|assured|promised|suggested to)"
    r"(?: (?:me|us|you|that|he|she|to))|(?:[a-z]{3,10}ed|gave|sent|taught|wrote|brought|took"
    r"|found|made|let|lent|got|left|met|saw) (?:me|us)"
    r"|(?:is|was) (?:my|our|your|on (?:leave|holiday)|off sick|away|retiring)"
    r"|and i|et moi|still works?|directe?ly|directement|answered|wrote|phoned|hinted|thinks|reckons"
    r"|insisted|admitted|resigned|quit|retires|s'occupe|s'en occupe|travaille-t-|pense que"
    r"|trouve que"
    r"|te passe|vous passe|(?:te|vous) salue|says? (?:hi|hello)|sends? (?:her|his|their)|, who"
    r"(?! is an?)"
    r"|croit que|a (?:dit|demissionne|quitte)|prend sa retraite|part (?:a la retraite|vendredi)"
    r"|(?:from|in|de la|du|des|de) (?:hr|rh|payroll|paie|compta\w*|recruitment|recrutement"
    r"|the \w+ team)"
    r"|[,(-] ?(?:mon|ma|notre|votre|my|our|your) (?:[a-z-]+ )?(?:manager|collegue|colleague"
    r"|responsable"
    r"|tutrice|tuteur|tutor|mentor|boss|chef|patronn?e?|stagiaire|intern|apprentie?|alternante?"
    r"|cousine?|ami|amie|friend|conseillere?|supervisor"
    r"|buddy)"
)
# What firms and tools do as well, but seldom: only a name that nothing else has is told by it
ACTING = (
    r"(?:handles|manages|leads|sits|lives|lived|knows|knew|joined|left|started|moved|called"
    r"|explained|mentioned|suggested|warned|promised|laughed|smiled|got|wants|wanted|loves|loved"
    r"|hates|likes|liked|earns|earned|passed|failed|studied|studies|applied|teaches|taught|married"
    r"|sent|gave|showed|seemed|sounded|keeps|kept|came|went|goes|comes|took|became|speaks|spoke"
    r"|helps|helped|trained|worked|works|said|says|tells|told|asks|asked|thought|felt|feels"
    r"|looked after|looks after|deals with|was (?:so|very|really|late|there|kind|nice|the one|born"
    r"|promoted|hired|both)|were both|is (?:off|sick|very kind|so kind|nice|her|his|married"
    r"|pregnant|leaving|our|their|one of my)|has (?:left|moved|just|never|already|two|three"
    r"|been (?:so|very|really|my|with us|there))|had (?:to|a|an|the|never|just|already)"
    r"|will (?:know|tell|call|send|answer|reply)|can (?:tell|confirm|vouch)"
    r"|(?:does|did)n't (?:know|reply|answer|want|like|say)"
    r"|gere|dirige|habite|vit|connait|arrive|vient|veut|pense|aime|deteste|gagne|sait|parle"
    r"|etudie|bosse|travaille|travaillait|cherche|voudrait|aimerait|repond|rappelle|reprend|rejoint"
    r"|a (?:eu|ete (?:embauchee?|recue?|prise?|promue?|mutee?|super|tres)|pris|quitte|commence|fini"
    r"|reussi|rate|obtenu|rejoint|demenage|vu|fait|envoye|repondu|promis|travaille|etudie|passe"
    r"|aide|accepte|refuse|insiste|appele|ecrit|raconte|explique|deja|toujours)"
    r"|(?:est|etait) (?:partie?|venue?|nee?|gentille?|sympa|malade|enceinte|mariee?"
    r"|tres (?:gentille?|sympa)|la depuis|arrivee?|passee?|restee?|super"
    r"|adorable|dispo|morte?|decedee?)"
    r"|m'|me |nous a|vous a|ne (?:sait|veut|peut|dit|vient)|n'a (?:pas|jamais)"
    r"|avait (?:dit|raison)|va (?:te|vous|m|partir|quitter|revenir)|fait (?:du|un|une|son|sa))"
)
CLOSING = (
    r"(?:tres |bien )?cordialement|(?:bien )?a vous|(?:sinceres|meilleures|mes) salutations"
    r"|(?:salutations|sentiments) distingue(?:e?s)|respectueusement|sincerement|amicalement"
    r"|a (?:tres |tout )?(?:bientot|vite)|(?:mille |grand )?mercis?(?: d'avance| par avance"
    r"| beaucoup| bien| bcp)?|bonne (?:journee|soiree|fin de \w+)"
    r"|belle journee|cdlt|cdt|bav|(?:kind|best|warm|warmest|kindest)? ?regards|(?:all |with )?"
    r"(?:the |my )?best(?: wishes)?|(?:yours )?(?:sincerely|faithfully|truly)|(?:many )?thanks"
    r"(?: again| in advance| so much| a lot| a million)?"
    r"|thank you(?: very much| in advance| so much)?|cheers|thx"
    r"|rgds|have a (?:lovely|nice|great|good) (?:day|evening|weekend|one)|(?:speak|talk|see you"
    r"|write)(?: soon| then| there)?|ciao|take care"
    r"|warmly|love|yours(?: ever| always)?|votre devouee?|ta"
    r"|(?:looking forward to|hope to|au plaisir de|dans l'attente de"
    r"|en attendant)[^\n.!?]{0,40}"
    r"|au plaisir|bises|bisous|a plus|a bientot|tchao|xoxo|signed|signee?"
)
CIVILITY = (
    r"mme|mlle|m\.|mr\.?|mrs\.?|ms\.?|miss|mx\.?|dr\.?|monsieur|madame|mademoiselle|docteure?"
    r"|doctor"
    r"|prof(?:\.|esseure?|essor)?|pr\.|maitre|sir|mister|mmes|mm\."
)


def _cue(words: str, between: str = r"[ ]*[:,]?[ ]+") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.@'-])(?:{words})(?!\w){between}")


TRADE = (
    r"analyst|developer|engineer|manager|consultant|student|graduate|accountant|trader|adviser"
    r"|advisor|lawyer|nurse|teacher|intern|apprentice|assistant|officer|clerk|auditor|actuary"
    r"|analyste|developpeu(?:r|se)|ingenieure?|gestionnaire|consultante?|etudiante?|diplomee?"
    r"|comptable|conseill(?:er|ere)|charge|chargee|juriste|technicienn?e?|assistante?|stagiaire"
    r"|alternante?|apprentie?|auditeur|auditrice|actuaire|infirmi(?:er|ere)|vendeu(?:r|se)"
    r"|lyceenn?e?|directeur|directrice|responsable|master|licence|bts|but|bachelor|msc|bsc"
)

CUES = {
    "called": re.compile(rf"(?<![\w.@-])(?:{CALLED})[ ]*"),
    "labelled": _cue(LABELLED),
    "self": _cue(SELF),
    "role": re.compile(
        rf"(?<![\w.@-])(?:{OWNER})[ ]*(?:[\w'-]+ ){{0,3}}?(?:{ROLE})(?!\w)"
        rf"(?: (?!(?:et|and|or|ou|que|that|who)\b)[a-z'-]+){{0,4}}?{NAMED}(?:[ ]*[,:(-][ ]*|[ ]+)"
    ),
    "by": _cue(BY),
    "doing": re.compile(
        rf"(?:(?<=\w) |(?<=\w, )|(?<=\w)(?=[,(-])|(?<= )(?=[(-]))(?:{DOING})(?!\w)"
    ),
    "acting": re.compile(rf"(?<=\w) (?:(?:qui|who) )?(?:{ACTING})(?:(?<=[' ])|(?!\w))"),
    # What follows a name with which a line begins: "Park Ji-woo, data analyst"
    "introduced": re.compile(
        r"(?<=\w)(?:, ?| ?[-|/] ?| \()(?=\d\d (?:ans|years|y\.?o)"
        rf"|(?:[a-z-]+ ){{0,2}}(?:{TRADE})(?!\w))"
    ),
    "said": _cue(
        r"according to|(?:plus|moins|mieux|autant) que|(?:more|less|better|later|earlier) than"
        r"|selon|d'apres|do you know|vous connaissez|connaissez[ -]vous"
    ),
    "singled_out": re.compile(
        r"(?<!\w)(?:c'est|cest|c'etait|ce sera|it's|it is|it was|was it|is it|est-ce) "
        r"(?P<name>[^\W\d_]{3,20})(?:[ '-][^\W\d_]{3,20})?"
        r"(?= (?:qui|que|who|whom|or someone)(?!\w))"
    ),
    "closing": re.compile(rf"(?<!\w)(?:{CLOSING})(?!\w)[ ]*[,.!:;-]*\s*"),
    "greeted": _cue(
        r"bonjour|bonsoir|salut|coucou|bienvenue|welcome|bravo(?: a)?|felicitations(?: a)?"
        r"|well done(?: to)?|congrat\w*(?: to)?|hello|hi|hey|dear|chere?|merci|thanks|thank you"
    ),
    "civility": re.compile(rf"(?<![\w.])(?:{CIVILITY})(?:(?<=\.)[ ]?|[ ])"),
}
