"""The hosts' own tests run under the hosts' settings only: see test_hosts.py."""

import os

HOST = os.environ.get("DJANGO_SETTINGS_MODULE", "").removeprefix("tests.hosts.").split(".")[0]

collect_ignore = [
    name for name in ["plugin_only/test_host.py", "headless_only/test_host.py"] if HOST not in name
]
