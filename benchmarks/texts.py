"""Questions and answers as candidates and experts write them: varied, and always the same."""

import random

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Found by exactly one thread in a hundred, and one in a thousand, of each language.
ONE_IN_HUNDRED = "obligataire"
ONE_IN_THOUSAND = "cryptographie"

SENTENCES = {
    "en": [
        "In the first weeks you mostly read files and sit beside somebody who knows them.",
        "I prepare the figures that the committee discusses every Thursday morning.",
        "Nobody expects you to know the regulation by heart when you arrive.",
        "We look at how a candidate thinks, far more than at the name of a school.",
        "The training lasts three months, with one day a week in a classroom.",
        "Most of my day is spent on the telephone with clients and with the branches.",
        "You can change teams after two years; I did, and I went to Lisbon.",
        "An interview takes an hour, and you are told the result within ten days.",
        "Spreadsheets are part of the work, but so is explaining them to others.",
        "What surprised me most is how much of this job is listening.",
        "Your manager meets you every month to speak about what you would like to learn.",
        "At the end of each quarter the hours are longer, and everybody knows why.",
    ],
    "fr": [
        "Les premières semaines, on lit des dossiers à côté d’une personne qui les connaît.",
        "Je prépare les chiffres dont le comité discute chaque jeudi matin.",
        "Personne n’attend que vous connaissiez la réglementation par cœur en arrivant.",
        "Nous regardons comment une personne réfléchit, bien plus que le nom de son école.",
        "La formation dure trois mois, avec un jour par semaine en salle.",
        "L’essentiel de ma journée se passe au téléphone, avec la clientèle et les agences.",
        "On peut changer d’équipe après deux ans ; je l’ai fait, et je suis partie à Lisbonne.",
        "Un entretien dure une heure, et la réponse vient dans les dix jours.",
        "Les tableurs font partie du travail, mais il faut aussi savoir les expliquer.",
        "Ce qui m’a le plus étonnée, c’est la part de l’écoute dans ce métier.",
        "Votre responsable vous voit chaque mois pour parler de ce que vous aimeriez apprendre.",
        "En fin de trimestre les journées sont plus longues, et tout le monde sait pourquoi.",
    ],
}
TITLES = {
    "en": [
        "What does a first month look like in {job}?",
        "How do I prepare for an interview in {job}?",
        "Which studies lead to {job}, and do I need all of them?",
        "Can I move abroad after some years in {job}?",
    ],
    "fr": [
        "À quoi ressemble un premier mois en {job} ?",
        "Comment préparer un entretien en {job} ?",
        "Quelles études mènent au métier de {job}, et les faut-il toutes ?",
        "Peut-on partir à l’étranger après quelques années en {job} ?",
    ],
}
SUBJECTS = ["credit", "audit", "actuariat", "treasury", "compliance", "data", "leasing", "pensions"]


def paragraphs(language: str, chance: random.Random) -> SafeString:
    """Some sentences as rich text, now and then with a list."""
    said = chance.sample(SENTENCES[language], chance.randint(2, 6))
    html = _each("<p>{}</p>", [" ".join(said[i : i + 3]) for i in (0, 3) if said[i:]])
    if chance.random() < 0.3:
        html += format_html("<ul>{}</ul>", _each("<li>{}</li>", chance.sample(said, 2)))
    return html


def _each(pattern: str, sentences: list[str]) -> SafeString:
    return format_html_join("", pattern, ((sentence,) for sentence in sentences))


def title(language: str, number: int) -> str:
    """A question of its own for each number."""
    pattern = TITLES[language][number % len(TITLES[language])]
    return pattern.format(job=f"{SUBJECTS[number // 4 % len(SUBJECTS)]} {number}")


def rare_words(number: int) -> str:
    """The words by which the search is measured, for the thread of this number in its language."""
    found = [ONE_IN_HUNDRED] if number % 100 == 50 else []
    return " ".join(found + ([ONE_IN_THOUSAND] if number % 1000 == 500 else []))
