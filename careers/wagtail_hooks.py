"""Registration with Wagtail; nothing else."""

from wagtail import hooks

from .registers import MailRegister

mails = MailRegister()


@hooks.register("register_admin_urls")
def register_admin_urls():
    return mails.get_admin_urls_for_registration()


@hooks.register("register_permissions")
def register_permissions():
    return mails.get_permissions_for_registration()


@hooks.register("register_backstage_menu_item")
def register_mails():
    return mails.get_menu_item()
