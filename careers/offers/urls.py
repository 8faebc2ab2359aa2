"""Addresses of offers, under the language prefix."""

from django.urls import path

from . import views

urlpatterns = [
    path("offers/", views.offer_list, name="offer_list"),
    path("offers/<backstage_id:pk>/go/", views.offer_go, name="offer_go"),
    path("offers/<backstage_id:pk>/", views.offer_page, name="offer_by_id"),
    path("offers/<backstage_id:pk>/<str:slug>/", views.offer_page, name="offer"),
]
