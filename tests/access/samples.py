"""A value for every parameter of every route, so that each has an address to ask."""

from django.urls import reverse

from tests.access.routes import Route

NOWHERE = {  # for what the world has none of
    "filter_spec": "original",
    "filename": "picture.png",
    "path": "nothing-here/",
    "app_label": "backstage_qa",
    "model_name": "thread",
    "app_name": "backstage_qa",
    "action": "delete",
    "action_name": "approve",
    "language": "fr",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "uidb36": "1",
    "key": "00000000-0000-4000-8000-000000000001",
}
WRITTEN = {"wagtail_serve": "/en/"}


def named(rows) -> dict:
    """What a parameter of Wagtail's own routes names."""
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), rows.page.pk),
        "image_id": rows.image.pk,
        "revision_id": rows.thread.latest_revision_id,
        "site_pk": rows.site.pk,
        "track": rows.film.tracks.get().pk,
    }


def primary_keys(route: Route, rows) -> list:
    """The rows that ``pk`` can name in a route; [] where none is known."""
    ours = {
        "thread": [rows.thread.pk, rows.draft.pk, rows.withdrawn.thread_id, rows.asked.pk],
        "profession": [rows.profession.pk],
        "family": [rows.family.pk],
        "meeting": [rows.meeting.pk, rows.draft_meeting.pk, rows.withdrawn_meeting.meeting_id],
        "guest": [rows.guest.pk],
        "expertprofile": [rows.profile.pk, rows.draft_profile.pk],
        "expert": [rows.expert.pk],
        "conversation": [rows.conversation.pk, rows.declined.pk],
        "declinereason": [rows.reason.pk],
        "notification": [rows.mail.pk],
        "saved_filter": [rows.saved_filter.pk],
        "careers_campaign": [rows.campaign.pk],
        "careers_offer": [rows.offer.pk, rows.closed_offer.pk],
        "careers_matchingrule": [rows.rule.pk],
        "wagtailsites": [rows.site.pk],
        "wagtailusers_user": [rows.conversation.candidate_id],
        "wagtailusers_group": [rows.group.pk],
        "backstage_thread_chooser": [rows.published.pk, rows.withdrawn.pk],
    }
    namespace = route.name.split(":")[0].partition("_modeladmin_")[0].lower()
    for name, keys in ours.items():
        if namespace.removesuffix("s").endswith(name.removesuffix("s")):
            return keys
    return []


def readers_addresses(rows) -> dict[str, list[dict]]:
    """What the addresses of readers and candidates name."""
    threads = [{"pk": row.pk, "slug": row.slug} for row in (rows.published, rows.withdrawn)]
    public_meetings = (rows.published_meeting, rows.withdrawn_meeting)
    meetings = [{"pk": row.pk, "slug": row.slug} for row in public_meetings]
    cases = [{"public_id": row.public_id} for row in (rows.conversation, rows.declined)]
    shown = {"pk": rows.expert.pk, "slug": "claire"}
    unknown = {"pk": rows.draft_profile.expert_id, "slug": "somebody"}
    offers = [{"pk": row.pk, "slug": row.slug} for row in (rows.offer, rows.closed_offer)]
    numbers = [{"pk": row["pk"]} for row in offers]
    return {
        "thread": threads,
        "thread_report": [{"pk": row["pk"]} for row in threads],
        # the first asks the expert
        "wagtailsnippets_backstage_qa_thread:asked_about": [
            {"pk": row.pk} for row in (rows.asked, rows.draft, rows.thread)
        ],
        "meeting": meetings,
        "recording_file": [
            {"public_id": film.public_id, "name": "captions-en.vtt"}
            for film in (rows.film, rows.secret_film)
        ],
        "film_file": [
            {"public_id": film.public_id, "name": "captions-en.vtt"}
            for film in (rows.film, rows.secret_film)
        ],
        "film_frame": [{"pk": row["pk"]} for row in meetings],
        "film_removal": [{"pk": row["pk"]} for row in meetings],
        "meeting_entry": [{"pk": row["pk"]} for row in meetings],
        "my_conversation": cases,
        "expert": [shown, unknown],
        "campaign": [{"code": rows.campaign.code}],
        "campaign_card": [{"pk": rows.campaign.pk, "language": "en"}],
        "campaign_qr_svg": [{"pk": rows.campaign.pk}],
        "campaign_qr_png": [{"pk": rows.campaign.pk}],
        "offer": offers,
        "offer_by_id": numbers,
        "offer_go": numbers,
    }


def addresses(route: Route, rows) -> list[str]:
    """The addresses to ask for a route: one for each row it can name, else one."""
    if route.name in WRITTEN:
        return [WRITTEN[route.name]]
    if not route.parameters:
        return [_address(route, {})]
    known = NOWHERE | named(rows)
    values = {name: known.get(name, 1) for name in route.parameters}
    if route.pattern.startswith("admin/settings/"):
        values["model_name"] = "promisesettings"
    ours = readers_addresses(rows).get(route.name.removeprefix("backstage_qa:"), [])
    if not ours and "public_id" in route.parameters:
        ours = readers_addresses(rows)["my_conversation"]
    first = route.parameters[0]
    ours = ours or [{first: key} for key in primary_keys(route, rows)]
    return [_address(route, values | row) for row in ours or [{}]]


def _address(route: Route, values: dict) -> str:
    """The route with its parameters filled in; written with a language for the site's pages."""
    if route.name:
        return reverse(route.name, kwargs=values)
    return "/" + route.pattern.replace("^", "").replace("$", "")
