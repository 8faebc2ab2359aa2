"""The bridge: what happens to an image acts on those whose portrait it is."""

from django.db.models.signals import post_delete, pre_delete
from wagtail.images import get_image_model

from .. import epoch, signals
from . import portraits
from .models import Expert, ExpertProfile


def connect() -> None:
    """Called once, when the plugin starts."""
    image = get_image_model()
    rendition = image.get_rendition_model()
    for model in (image, rendition):
        post_delete.connect(epoch.move_on, sender=model, dispatch_uid="backstage_qa.epoch.gone")
    pre_delete.connect(remember, sender=image, dispatch_uid="backstage_qa.portrait.whose")
    post_delete.connect(forget, sender=image, dispatch_uid="backstage_qa.portrait.forget")
    # A new file deletes all that was made of the old one; nothing else tells of it.
    post_delete.connect(renew, sender=rendition, dispatch_uid="backstage_qa.portrait.renew")


def remember(sender, instance, **kwargs) -> None:
    """Receiver of an image's ``pre_delete``: afterwards no profile leads to it any more."""
    instance.was_portrait_of = list(Expert.objects.filter(profiles__portrait=instance).distinct())


def forget(sender, instance, **kwargs) -> None:
    """Receiver of an image's ``post_delete``."""
    for expert in instance.was_portrait_of:
        signals.expert_publicity_changed.send(Expert, expert=expert)


def renew(sender, instance, **kwargs) -> None:
    """Receiver of a rendition's ``post_delete``: a portrait is made of what the image is now."""
    if instance.filter_spec != portraits.PORTRAIT_FILTER:
        return
    profiles = ExpertProfile.objects.public().filter(portrait=instance.image_id)
    for profile in profiles.select_related("expert", "portrait"):
        portraits.make(profile.portrait)
        signals.expert_publicity_changed.send(Expert, expert=profile.expert)
