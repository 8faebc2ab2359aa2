"""Insults in English, in lower case. Our own list."""

# Alone, whatever stands around; plurals and endings of verbs are found by themselves.
WORDS = [
    "arsehole",
    "asshole",
    "asswipe",
    "bastard",
    "bellend",
    "bitch",
    "bullshit",
    "cocksucker",
    "cunt",
    "dickhead",
    "dickwad",
    "dipshit",
    "douchebag",
    "dumbass",
    "faggot",
    "fuck",
    "fuckwit",
    "gobshite",
    "imbecile",
    "jackass",
    "knobhead",
    "motherfuck",
    "motherfucker",
    "muthafucka",
    "nigga",
    "nigger",
    "numbnuts",
    "pisshead",
    "raghead",
    "retarded",
    "scumbag",
    "shit",
    "shite",
    "shithead",
    "shithole",
    "shitty",
    "slut",
    "tosser",
    "towelhead",
    "twat",
    "wanker",
    "whore",
    "wetback",
]

# Only with the words beside them: alone, each of them is said without any harm.
PHRASES = [
    r"(?:you|your|u) (?:are |re |all |bunch of |absolute |complete |total |utter |bloody |stupid )*"
    r"(?:idiot|moron|imbecile|retard|loser|clown|crook|liar|thie(?:f|ve)|pig|scum|prick|dick"
    r"|parasite|vermin|rat|fool|cretin|leech|leeche)s?",
    r"(?:you are|you're|you lot are|u r) (?:all |just |nothing but |such |so |a "
    r"|an |really |complete |fucking |bloody |a bunch of )*"
    r"(?:idiot|moron|imbecile|retard|loser|clown|crook|liar|thie(?:f|ve)|pig|scum|prick|dick"
    r"|parasite|vermin|stupid|pathetic|disgusting|dumb|worthless|fool)s?",
    r"they(?: are|'re) (?:all |just |nothing but |a bunch of )*(?:idiot|moron|crook|liar|thieve"
    r"|scum)s?",
    r"(?:bunch|pack|gang|load|shower) of (?:bloody |stupid |useless |lazy |fucking )*"
    r"(?:idiot|moron|crook|liar|thieve|clown|loser|retard|parasite|pig|rat|incompetent|dick"
    r"|muppet)s?",
    r"(?:stupid|dumb|filthy|dirty|fat|ugly|lazy|lying|arrogant|smug|pompous) "
    r"(?:cow|pig|prick|git|idiot|moron|bint|hag|jew|arab|muslim|immigrant|foreigner|rat|dog)s?",
    r"sons? of a bitch|piece of (?:shit|crap|filth)|pieces of (?:shit|crap|filth)",
    r"fck(?:ing|er|ers|ed)?|fuk(?:ing|er|ers)?",
    r"(?:you|you people|you lot) are (?:all |just )*(?:trash|garbage|filth|thick|useless idiots)",
    r"are you (?:all |just |really )*(?:thick|stupid|dumb|retarded|braindead)",
    r"go f+ (?:yourself|yourselves)",
    r"go to hell|drop dead(?! date)|piss off|bugger off|sod off|screw (?:you|yourself|yourselves)",
    r"(?:go )?(?:kill|hang|shoot) (?:yourself|yourselves)|\bkys\b",
    r"suck my \w+|kiss my (?:ass|arse)|shove it|up yours|eat (?:shit|dirt)"
    r"|shut (?:the )?(?:hell )?up",
    r"(?:hope|wish) you (?:all )?(?:die|rot|burn|choke)|rot in hell",
]
ENDINGS = r"(?:s|es|ed|er|ers|ing|in|y|ty)?"
