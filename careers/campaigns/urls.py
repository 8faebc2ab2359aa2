"""Addresses of campaigns: the short link, and below the admin what is printed."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    re_path(r"^c/(?P<code>[\w-]+)/?$", views.follow, name="campaign"),
]

admin_urlpatterns = [
    path(
        "campaigns/<backstage_id:pk>/qr.svg", views.qr_code, {"kind": "svg"}, name="campaign_qr_svg"
    ),
    path(
        "campaigns/<backstage_id:pk>/qr.png", views.qr_code, {"kind": "png"}, name="campaign_qr_png"
    ),
    path("campaigns/<backstage_id:pk>/card/<slug:language>/", views.card, name="campaign_card"),
]
