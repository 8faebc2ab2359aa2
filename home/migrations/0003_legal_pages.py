"""A privacy notice, an accessibility statement and terms in each language, to start from.

They say what this software does and no more: an employer completes and answers for
them. A home page that already has pages of text is left alone.
"""

import uuid

from django.db import migrations
from django.utils import timezone

PRIVACY_EN = """
<p>This text says what this site does with personal data. It is a starting point: the employer named at the foot of this page is responsible for the site, and completes it with its full name, its address and its data protection officer.</p>
<h2>Reading</h2>
<p>Nothing is asked of you, no cookie is set, and nothing is loaded from another site. Like any web server, ours keeps technical logs for a short time.</p>
<h2>Asking</h2>
<p>To answer you we keep your e-mail address, the public name you choose, what you write, and the day of your interview if you give it. We need these to do what you ask of us. A cookie keeps your question while you write it, and keeps you signed in.</p>
<p>Your address is shown to nobody. Your question is read by the editors of this site and by the people who answer. Those who recruit do not use it to choose or turn down anybody.</p>
<h2>Publishing</h2>
<p>A conversation is published only if you agree, and only once an editor has removed what could identify you and a second person has read it. You can change your mind at any time, on the page of the conversation: it then leaves the public pages at once.</p>
<h2>Your rights</h2>
<p>You can ask to see, correct, receive or erase what we keep about you: write to the contact address at the foot of this page. If our answer does not satisfy you, you can turn to the data protection authority of your country.</p>
"""
PRIVACY_FR = """
<p>Ce texte dit ce que ce site fait des données personnelles. C’est un point de départ : l’employeur nommé au pied de cette page est responsable du site et le complète par sa raison sociale, son adresse et le contact de sa déléguée ou de son délégué à la protection des données.</p>
<h2>Lire</h2>
<p>Rien ne vous est demandé, aucun cookie n’est déposé et rien n’est chargé depuis un autre site. Comme tout serveur web, le nôtre garde des journaux techniques pendant une courte durée.</p>
<h2>Poser une question</h2>
<p>Pour vous répondre, nous gardons votre adresse e-mail, le nom public que vous choisissez, ce que vous écrivez et, si vous l’indiquez, la date de votre entretien. Nous en avons besoin pour faire ce que vous nous demandez. Un cookie garde votre question pendant que vous l’écrivez, puis votre connexion.</p>
<p>Votre adresse n’est montrée à personne. Votre question est lue par la rédaction de ce site et par les personnes qui répondent. Celles qui recrutent ne s’en servent ni pour retenir ni pour écarter qui que ce soit.</p>
<h2>Publier</h2>
<p>Une conversation n’est publiée que si vous l’acceptez, une fois que la rédaction en a retiré ce qui permettrait de vous reconnaître et qu’une seconde personne l’a relue. Vous pouvez changer d’avis à tout moment, sur la page de la conversation : elle quitte aussitôt les pages publiques.</p>
<h2>Vos droits</h2>
<p>Vous pouvez demander à consulter, corriger, recevoir ou effacer ce que nous gardons à votre sujet : écrivez à l’adresse de contact au pied de cette page. Si notre réponse ne vous satisfait pas, vous pouvez vous adresser à l’autorité de protection des données de votre pays (en France, la CNIL).</p>
"""
ACCESSIBILITY_EN = """
<p>We want everybody to be able to read and ask here, whatever they see, hear, or use to browse.</p>
<h2>Where this site stands</h2>
<p>It is built to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Each version is checked by automatic tests: structure, names, contrast by day and by night, use by keyboard, screens 320 pixels wide. Nobody outside the team that builds it has audited it yet: we therefore claim no conformity, and this page will say so when that changes.</p>
<h2>What may still stand in your way</h2>
<ul><li>Texts taken from elsewhere are shown as they were written, and may use long or technical words.</li><li>Job offers open on another site, which has a statement of its own.</li></ul>
<h2>Tell us</h2>
<p>If something stops you, write to the contact address at the foot of this page and say what you were trying to do: we answer you with the content in a form that you can use, and mend the page.</p>
"""
ACCESSIBILITY_FR = """
<p>Nous voulons que chacune et chacun puisse lire et poser une question ici, quels que soient sa vue, son ouïe ou ses outils de navigation.</p>
<h2>Où en est ce site</h2>
<p>Il est construit pour respecter les règles WCAG 2.2 au niveau AA, sur lesquelles se fonde le RGAA. Chaque version passe des contrôles automatiques : structure, intitulés, contrastes de jour comme de nuit, usage au clavier, écrans de 320 pixels de large. Personne d’extérieur à l’équipe qui le construit ne l’a encore audité : nous ne déclarons donc aucune conformité, et cette page le dira quand cela changera.</p>
<h2>Ce qui peut encore vous gêner</h2>
<ul><li>Les textes repris d’ailleurs sont montrés tels qu’ils ont été écrits ; ils peuvent employer des mots longs ou techniques.</li><li>Les offres d’emploi s’ouvrent sur un autre site, qui a sa propre déclaration.</li></ul>
<h2>Dites-le-nous</h2>
<p>Si quelque chose vous arrête, écrivez à l’adresse de contact au pied de cette page en disant ce que vous vouliez faire : nous vous transmettons le contenu sous une forme qui vous convient, et nous corrigeons la page. Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.</p>
"""
TERMS_EN = """
<p>These are the rules of this site. They are a starting point, which the employer named at the foot of this page completes.</p>
<h2>What this site is for</h2>
<p>Here people who wonder about a job ask those who do it. It is not a way to apply: what you ask counts neither for nor against an application. What an answer says is one person’s experience; it promises no post, salary or date.</p>
<h2>What we promise</h2>
<p>Every question that is about us and our jobs is answered, by a named person, by the date you are told before you send it. When we need longer we say so, say why, and give a new date.</p>
<h2>What we ask of you</h2>
<ul><li>Write as you would speak to a future colleague.</li><li>Leave out what identifies other people, and what your present employer keeps secret.</li><li>For the state of your application, write to the recruiter in charge of it.</li></ul>
<h2>What becomes of the texts</h2>
<p>With your agreement we may shorten and publish a conversation here. You may quote and share the pages of this site, naming where they come from. Texts taken from elsewhere name their source and licence on their page.</p>
"""
TERMS_FR = """
<p>Voici les règles de ce site. Elles sont un point de départ, que complète l’employeur nommé au pied de cette page.</p>
<h2>À quoi sert ce site</h2>
<p>Ici, celles et ceux qui s’interrogent sur un métier posent leurs questions à qui l’exerce. Ce n’est pas une façon de postuler : ce que vous demandez ne compte ni pour ni contre une candidature. Une réponse dit l’expérience d’une personne ; elle ne promet ni poste, ni salaire, ni date.</p>
<h2>Ce que nous promettons</h2>
<p>Toute question qui porte sur nous et nos métiers reçoit une réponse, signée, à la date qui vous est annoncée avant l’envoi. S’il nous faut plus de temps, nous le disons, nous disons pourquoi, et nous donnons une nouvelle date.</p>
<h2>Ce que nous vous demandons</h2>
<ul><li>Écrivez comme vous parleriez à une future collègue, à un futur collègue.</li><li>Ne dites rien qui permette de reconnaître d’autres personnes, ni ce que votre employeur actuel tient secret.</li><li>Pour savoir où en est votre candidature, écrivez à la personne chargée du recrutement.</li></ul>
<h2>Ce que deviennent les textes</h2>
<p>Avec votre accord, nous pouvons abréger une conversation et la publier ici. Vous pouvez citer et partager les pages de ce site en indiquant leur provenance. Les textes repris d’ailleurs nomment leur source et leur licence sur leur page.</p>
"""
PAGES = [
    {"en": ("Privacy", "privacy", PRIVACY_EN), "fr": ("Vie privée", "vie-privee", PRIVACY_FR)},
    {
        "en": ("Accessibility", "accessibility", ACCESSIBILITY_EN),
        "fr": ("Accessibilité", "accessibilite", ACCESSIBILITY_FR),
    },
    {
        "en": ("Terms of use", "terms", TERMS_EN),
        "fr": ("Conditions d’utilisation", "conditions", TERMS_FR),
    },
]


def plant(apps, schema_editor):
    TextPage = apps.get_model("careers.TextPage")
    if TextPage.objects.exists():
        return
    keys = [uuid.uuid4() for _ in PAGES]
    for home in apps.get_model("home.HomePage").objects.select_related("locale"):
        for key, texts in zip(keys, PAGES, strict=True):
            if text := texts.get(home.locale.language_code):
                add_below(apps, TextPage, home, key, *text)


def add_below(apps, model, home, key, title, slug, body):
    """Add a page as the last child of a home page, unless its slug is taken there."""
    Page = apps.get_model("wagtailcore.Page")
    children = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if children.filter(slug=slug).exists():
        return
    last = children.order_by("path").last()
    steps = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int(last.path[-4:], 36) + 1 if last else 1
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        digits = steps[digit] + digits
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="careers", model="textpage"
    )
    now = timezone.now()
    model.objects.create(
        content_type=content_type,
        title=title,
        draft_title=title,
        slug=slug,
        body=body.strip(),
        path=home.path + digits,
        depth=home.depth + 1,
        url_path=f"{home.url_path}{slug}/",
        translation_key=key,
        locale=home.locale,
        show_in_menus=True,
        first_published_at=now,
        last_published_at=now,
    )
    Page.objects.filter(pk=home.pk).update(numchild=children.count())


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0002_site_tree"),
        ("careers", "0003_identity"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
