"""The plugin's HTML addresses, to be mounted under the host's language prefix."""

app_name = "backstage_qa"

urlpatterns: list = []
