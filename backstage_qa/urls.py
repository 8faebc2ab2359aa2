"""The plugin's HTML addresses, to be mounted under the host's language prefix."""

from django.urls import path

from .conversations.views import asking, mine
from .meetings import embedding, removing
from .meetings import feeds as meeting_feeds
from .meetings import files as meeting_files
from .meetings import views as meetings
from .threads import feeds, objecting, people, pictures, reporting
from .threads import views as threads

app_name = "backstage_qa"

PICTURES = "questions/pictures/"
MY = "my/conversations/<uuid:public_id>/"

urlpatterns = [
    path("questions/", threads.thread_list, name="thread_list"),
    path("questions/suggestions/", threads.thread_suggestions, name="thread_suggestions"),
    path("questions/ask/", asking.ask, name="ask"),
    path("questions/ask/<uuid:key>/", asking.check, name="ask_check"),
    path("questions/<backstage_id:pk>/", threads.thread_page, name="thread_by_id"),
    path("questions/<backstage_id:pk>/readers", threads.thread_readers, name="thread_readers"),
    path("questions/<backstage_id:pk>/<str:slug>/", threads.thread_page, name="thread"),
    path("questions/report/<backstage_id:pk>/", reporting.report_thread, name="thread_report"),
    path("questions/objection/<str:key>/", objecting.objection, name="thread_objection"),
    path("questions/feed.atom", feeds.atom_feed, name="feed_atom"),
    path("questions/feed.json", feeds.json_feed, name="feed_json"),
    path("questions/posts.atom", feeds.atom_feed, {"for_posts": True}, name="posts_atom"),
    path("questions/posts.json", feeds.json_feed, {"for_posts": True}, name="posts_json"),
    path(
        f"{PICTURES}thread-<backstage_id:pk>-<slug:key>.png",
        pictures.thread_picture,
        name="thread_picture",
    ),
    path(
        f"{PICTURES}profession-<backstage_id:pk>-<slug:key>.png",
        pictures.profession_picture,
        name="profession_picture",
    ),
    path(f"{PICTURES}site-<slug:key>.png", pictures.site_picture, name="site_picture"),
    path("experts/", people.expert_list, name="expert_list"),
    path("experts/<backstage_id:pk>/", people.expert_page, name="expert_by_id"),
    path("experts/<backstage_id:pk>/<str:slug>/", people.expert_page, name="expert"),
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/feed.atom", meeting_feeds.meeting_feed, name="meeting_feed"),
    path("meetings/calendar.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path(
        "meetings/films/<uuid:public_id>/<str:name>",
        meeting_files.recording_file,
        name="recording_file",
    ),
    path("meetings/films/<backstage_id:pk>/", embedding.film_frame, name="film_frame"),
    path(
        "meetings/films/<backstage_id:pk>/take-me-out/",
        removing.ask_removal,
        name="film_removal",
    ),
    path("meetings/oembed.json", embedding.meeting_oembed, name="meeting_oembed"),
    path("meetings/<backstage_id:pk>/", meetings.meeting_page, name="meeting_by_id"),
    path("meetings/<backstage_id:pk>/meeting.ics", meetings.meeting_entry, name="meeting_entry"),
    path("meetings/<backstage_id:pk>/<str:slug>/", meetings.meeting_page, name="meeting"),
    path("my/conversations/", mine.my_conversations, name="my_conversations"),
    path(MY, mine.my_conversation, name="my_conversation"),
    path(f"{MY}edit/", mine.edit_question, name="edit_question"),
    path(f"{MY}detail/", mine.add_detail, name="add_detail"),
    path(f"{MY}follow-up/", mine.follow_up, name="follow_up"),
    path(f"{MY}thank/", mine.thank, name="thank"),
    path(f"{MY}consent/", mine.change_consent, name="change_consent"),
    path(f"{MY}withdraw/", mine.withdraw, name="withdraw"),
]
