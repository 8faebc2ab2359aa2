"""What the tests of the API share."""

import json

import pytest

ROOT = "/api/backstage/v1/"


class Api:
    """Reads the API as a front end would: ``api("threads", limit=3)`` is the parsed body."""

    def __init__(self, client):
        self.client = client

    def get(self, path, headers=None, **query):
        return self.client.get(ROOT + path, query, headers=headers)

    def __call__(self, path, **query):
        response = self.get(path, **query)
        assert response.status_code == 200, response.content
        return response.json()

    def follow(self, path, **query):
        """Every page of a list, one after the other."""
        page = self(path, **query)
        yield page
        while page["next"]:
            page = self.client.get(page["next"]).json()
            yield page

    def problem(self, path, status, **query):
        """The parameters that a refused request is told about."""
        response = self.get(path, **query)
        assert response.status_code == status, response.content
        assert response["Content-Type"] == "application/problem+json"
        body = json.loads(response.content)
        more = {"replaced_by"} if status == 410 else set()
        assert set(body) - more == {"type", "title", "status", "detail", "errors"}
        assert body["status"] == status
        assert body["title"]
        return [error["parameter"] for error in body["errors"]]


@pytest.fixture
def api(client):
    return Api(client)
