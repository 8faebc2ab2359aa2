"""The site's addresses with the page of components, which only development has."""

from django.urls import include, path

from careers.demo import components
from careers.urls import urlpatterns as of_the_site

urlpatterns = [path("demo/components/", include(components)), *of_the_site]
