"""The API's one object: its resources, its errors, its description of itself."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from . import experts, meetings, passages, professions, suggestions, threads
from .parameters import refuse_unknown
from .problems import answer_with_problems, describe_problems

DESCRIPTION = """\
Questions of candidates, answers of the people who do the job. Everything here is public and is
the same for everybody. Within version 1, things are added and never changed or removed: read
leniently. Addresses are paths, to be resolved against the address you asked."""


class Utf8Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}  # half the bytes of "é" as an escape


class BackstageAPI(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        describe_problems(schema)
        return schema


api = BackstageAPI(
    title="Backstage",
    version="1.0",
    description=DESCRIPTION,
    urls_namespace="backstage_qa_api",
    renderer=Utf8Renderer(),
    docs_url=None,  # its pages load scripts from another host
)
answer_with_problems(api)
api.add_decorator(refuse_unknown, mode="view")
api.add_router("/professions", professions.router)
api.add_router("/threads", threads.router)
api.add_router("/experts", experts.router)
api.add_router("/meetings/passages", passages.router)
api.add_router("/meetings", meetings.router)
api.add_router("/suggestions", suggestions.router)
